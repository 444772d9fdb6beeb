"""What others may see of a person."""

import pytest

from care import masking


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳小三", "欧阳*三"),
        ("阿依古丽", "阿**丽"),
        ("张", "张*"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_name_keeps_its_surname_and_last_character(full, shown):
    assert masking.name(full) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("16013805678", "160****5678"), ("87654321", "******21"), ("138****1234", "138****1234"), (None, "")],
)
def test_a_phone_keeps_its_first_three_and_last_four_digits(number, shown):
    assert masking.phone(number) == shown


def test_an_id_number_keeps_six_and_four():
    assert masking.id_no("11010519491231002X") == "110105********002X"
    assert masking.id_no("123") == "***"
