"""The whole story on one screen: read -> recognise -> resolve -> extract -> Findings -> compose -> Scene -> render."""
