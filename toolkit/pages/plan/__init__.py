"""Kế hoạch: phases, tasks and deadlines as a Gantt chart and as a table."""
