import oldest


def test_each_lower_bound_becomes_a_constraint():
    found = oldest.constraints()
    for one in ("numpy==2.0.*", "jupyter==1.1.*", "nbval==0.11.*", "lark==1.2.2.*", oldest.OF_ITS_TIME):
        assert one in found
