#!/usr/bin/env python3
"""Runs moto's own tests, in moto's server mode, against the fake AWS with --lenient.

usage: run.py [--list] JAR MOTO [SUITE ...]

JAR is eks-dsl-fake-aws.jar. MOTO is a checkout of moto's repository (https://github.com/getmoto/moto), of the version that is
installed or near it. Suites are folders below its tests; without any: test_eks, test_sts, test_iam, test_ec2 (those files that
are about the network, launch templates and what describes a region) and test_autoscaling.

Each test that fails must be listed in failures.txt, with the reason; each that is listed must fail. Else this ends with 1.
With --list it prints what failures.txt should be, with what each test said at the end as its reason.
Needs python3 with moto, boto3 and pytest.
"""

import fnmatch
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent

NETWORK = [
    "test_account_attributes",
    "test_availability_zones_and_regions",
    "test_dhcp_options",
    "test_egress_only_igw",
    "test_elastic_ip_addresses",
    "test_elastic_network_interfaces",
    "test_general",
    "test_instance_type_offerings",
    "test_instance_types",
    "test_internet_gateways",
    "test_key_pairs",
    "test_launch_templates",
    "test_nat_gateway",
    "test_network_acls",
    "test_prefix_lists",
    "test_regions",
    "test_route_tables",
    "test_security_groups",
    "test_subnets",
    "test_tags",
    "test_vpc_endpoint_services_integration",
    "test_vpc_peering",
    "test_vpcs",
]


def suites(moto, names):
    for name in names or ["test_eks", "test_sts", "test_iam", "test_ec2", "test_autoscaling"]:
        folder = moto / "tests" / name
        files = [folder / f"{each}.py" for each in NETWORK] if name == "test_ec2" else sorted(folder.glob("test_*.py"))
        yield name, [each for each in files if each.exists()]


def listed():
    """Patterns of tests that are known to fail, with their reasons."""
    known = {}
    for line in (HERE / "failures.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            pattern, reason = line.split(" | ", 1)
            known[pattern] = reason
    return known


def start(jar):
    process = subprocess.Popen(
        ["java", "-jar", jar, "--port", "0", "--lenient"], stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL
    )
    url = re.fullmatch(r"listening on (\S+)", process.stdout.readline().strip())[1]
    return process, url.replace("127.0.0.1", "localhost")


def run(url, moto, files):
    """By test: passed, failed or skipped, and what was said of it."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.xml"
        paths = [str(moto), str(HERE / "standins")]
        environment = {
            **os.environ,
            "TEST_SERVER_MODE": "true",
            "TEST_SERVER_MODE_ENDPOINT": url,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONDONTWRITEBYTECODE": "1",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        for own in ("AWS_PROFILE", "AWS_CA_BUNDLE", "AWS_ENDPOINT_URL", "AWS_REGION"):
            environment.pop(own, None)
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "fixed_image"]
            + ["--continue-on-collection-errors", f"--junitxml={report}"]
            + [str(each.relative_to(moto)) for each in files],
            cwd=moto,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        outcomes = {}
        for case in xml.etree.ElementTree.parse(report).getroot().iter("testcase"):
            kinds = {child.tag for child in case}
            outcome = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
            said = " ".join(child.get("message", "") for child in case)
            outcomes[case.get("classname").replace("tests.", "", 1) + "::" + case.get("name")] = (outcome, said)
        return outcomes


def reason(said):
    """The end of a failure in a line, without what another run would have otherwise."""
    line = re.sub(r"\s+", " ", said).strip()
    line = re.sub(r"[0-9a-f]{8,}(-[0-9a-f]+)*|0x[0-9a-f]+|\b\d{12}\b", "…", line)
    return line.removeprefix("botocore.exceptions.").removeprefix("ClientError: ")[:200].replace(" | ", " / ")


def main():
    arguments = [each for each in sys.argv[1:] if each != "--list"]
    if len(arguments) < 2:
        raise SystemExit(__doc__)
    listing = "--list" in sys.argv
    jar, moto = arguments[0], pathlib.Path(arguments[1]).resolve()
    known, wrong = listed(), []
    out = sys.stderr if listing else sys.stdout
    print(f"{'suite':20} passed failed skipped", file=out)
    for name, files in suites(moto, arguments[2:]):
        process, url = start(jar)
        try:
            outcomes = run(url, moto, files)
        finally:
            process.terminate()
            process.wait()
        counts = [sum(outcome == each for outcome, said in outcomes.values()) for each in ("passed", "failed", "skipped")]
        print(f"{name:20} {counts[0]:6} {counts[1]:6} {counts[2]:7}", flush=True, file=out)
        failed = [test for test, (outcome, said) in outcomes.items() if outcome == "failed"]
        if listing:
            print("\n".join(f"{test} | {reason(outcomes[test][1])}" for test in failed))
            continue
        wrong += [f"fails, not listed: {test}" for test in failed if not any(match(test, each) for each in known)]
        wrong += [
            f"listed, does not fail: {pattern}"
            for pattern in known
            if pattern.startswith(name + ".") and not any(match(test, pattern) for test in failed)
        ]
    if listing:
        return
    print("\n".join(wrong) or "every failing test is listed with its reason, and every listed one fails")
    raise SystemExit(1 if wrong else 0)


def match(test, pattern):
    return fnmatch.fnmatchcase(test, pattern.replace("[", "[[]"))


if __name__ == "__main__":
    main()
