"""A question and a case -> a reply: verdict, reasons, what is missing, what would turn it."""
