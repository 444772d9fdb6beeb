"""What others may see of a person."""

import pytest

from care import masking
from care.ledgers.problems import mask


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


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800138000*", "**********0*"),
        ("*13800138000", "**********00"),
        ("1380013*000", "138*****000"),
        ("1380*", "***0*"),
        ("138****8000", "138****8000"),
    ],
)
def test_a_star_in_a_phone_does_not_count_as_masked(number, shown):
    assert masking.phone(number) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800138000*", "138****8000*"),
        ("电话*13800138000，", "电话*138****8000，"),
        ("1380013*8000", "138****8000"),
        ("138001*8000", "138****8000"),
        ("11010519491231*002X", "110105********002X"),
        ("1101*0519491231002X", "1101*0*******002X"),
        ("110105194912310021*", "110105********0021*"),
        ("110105********002X", "110105********002X"),
        ("138****8000", "138****8000"),
        ("3*4=12", "3*4=12"),
    ],
)
def test_a_star_among_the_digits_of_a_text_hides_only_itself(text, shown):
    assert mask(text) == shown
    assert mask(shown) == shown
