"""Báo cáo: the Ministry's summaries, made for any day and downloaded."""
