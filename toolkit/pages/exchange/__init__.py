"""The page Trao đổi tệp: workbooks out to units and back in."""
