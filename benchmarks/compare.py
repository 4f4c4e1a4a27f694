#!/usr/bin/env python3
"""The served fake beside moto_server, with one client (boto3), in one run.

usage: compare.py JAR [SECONDS]

JAR is eks-dsl-fake-aws.jar; SECONDS is how long each call is repeated (default 5). Prints a Markdown table: the time from
start of the process until the first answer, then for each call the calls per second and the server's CPU time per call.
Needs boto3; moto_server is left out if it is not installed. Linux only, since CPU times come from /proc.
"""
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import boto3
from botocore.config import Config

CALLS = {
    "eks describe_cluster": lambda eks, ec2, vpc: eks.describe_cluster(name="measured"),
    "ec2 describe_subnets": lambda eks, ec2, vpc: ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}]),
    "ec2 create_vpc + delete_vpc": lambda eks, ec2, vpc: ec2.delete_vpc(
        VpcId=ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    ),
}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait(url):
    for _ in range(3000):
        try:
            urllib.request.urlopen(url, timeout=5)
            return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
    raise SystemExit(f"{url} does not answer")


def measure(command, port, seconds):
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait(url + "/")
        rows = {"start until the first answer": f"{time.monotonic() - begun:.2f} s"}
        settings = dict(
            endpoint_url=url,
            region_name="us-east-1",
            aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
            aws_secret_access_key="not-a-secret",
            config=Config(retries={"max_attempts": 1}),
        )
        eks, ec2 = boto3.client("eks", **settings), boto3.client("ec2", **settings)
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnets = [
            ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{i}.0/24", AvailabilityZone="us-east-1" + "ab"[i % 2])["Subnet"][
                "SubnetId"
            ]
            for i in range(6)
        ]
        eks.create_cluster(
            name="measured",
            roleArn="arn:aws:iam::123456789012:role/cluster",
            resourcesVpcConfig={"subnetIds": subnets},
        )
        for name, call in CALLS.items():
            run(call, eks, ec2, vpc, seconds)  # warm
            count, spent, cpu = run(call, eks, ec2, vpc, seconds, process.pid)
            rows[name] = f"{count / spent:.0f}/s, {cpu / count * 1000:.2f} ms"
        return rows
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def run(call, eks, ec2, vpc, seconds, pid=None):
    cpu = cpu_seconds(pid) if pid else 0
    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        call(eks, ec2, vpc)
        count += 1
    return count, time.monotonic() - begun, (cpu_seconds(pid) if pid else 0) - cpu


def main():
    jar, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 5
    results = {}
    port = free_port()
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    results["eks-dsl-fake-aws"] = measure([java, "-jar", jar, "--port", str(port), "--lenient"], port, seconds)
    if shutil.which("moto_server"):
        port = free_port()
        # the module and not the script: the script may be a wrapper, whose CPU time is not the server's
        results["moto_server"] = measure(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port, seconds
        )
    print("| | " + " | ".join(results) + " |")
    print("|---|" + "---|" * len(results))
    for row in next(iter(results.values())):
        print(f"| {row} | " + " | ".join(result[row] for result in results.values()) + " |")


if __name__ == "__main__":
    main()
