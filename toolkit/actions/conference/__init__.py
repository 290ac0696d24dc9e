"""The Conference of Advanced Exemplars: places, nominations, delegates, attendance, papers."""
