def edtf(time,first,last): return None
def filled(time): return ()
