"""Terms of a corpus that no one memory holds: the steps that `tm.terms.sharded` takes in turn."""
