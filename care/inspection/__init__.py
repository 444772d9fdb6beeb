"""What an inspection group needs: gaps, doubtful records, a fair sample, findings that close."""
