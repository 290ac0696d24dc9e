"""A module such as no warm parent may import: it starts a thread."""

import threading
import time

threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
