"""A pytest plugin: plain images of Amazon Linux are not in the fake, which in its lenient mode takes any id, so one stands in."""

import tests.test_ec2.conftest

tests.test_ec2.conftest._get_param = lambda: "ami-0123456789abcdef0"
