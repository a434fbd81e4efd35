"""Records, diagnostics and errors: values without input or output."""
