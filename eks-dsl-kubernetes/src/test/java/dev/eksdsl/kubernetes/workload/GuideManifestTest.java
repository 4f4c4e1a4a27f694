package dev.eksdsl.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.eks.model.TaintEffect.NO_SCHEDULE;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The manifests of an Amazon EKS guide, declared. */
class GuideManifestTest {

    private static final Deployment WEB_API = Workloads.deployment(
            "web-api",
            d -> d.namespace("production")
                    .containerName("api")
                    .image("123456789012.dkr.ecr.us-east-1.amazonaws.com/web-api:v2.1")
                    .replicas(3)
                    .port(8080)
                    .requests("250m", "256Mi")
                    .limits("500m", "512Mi")
                    .readiness(
                            "/health",
                            8080,
                            probe -> probe.initialDelay(Duration.ofSeconds(10)).period(Duration.ofSeconds(5))));

    @Test
    void deploymentOfTheGuide_isTheManifestOfTheGuide() {
        assertThat(Workloads.toYaml(WEB_API)).isEqualTo("""
                        ---
                        apiVersion: "apps/v1"
                        kind: "Deployment"
                        metadata:
                          name: "web-api"
                          namespace: "production"
                        spec:
                          replicas: 3
                          selector:
                            matchLabels:
                              app: "web-api"
                          template:
                            metadata:
                              labels:
                                app: "web-api"
                            spec:
                              containers:
                              - image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/web-api:v2.1"
                                name: "api"
                                ports:
                                - containerPort: 8080
                                readinessProbe:
                                  httpGet:
                                    path: "/health"
                                    port: 8080
                                  initialDelaySeconds: 10
                                  periodSeconds: 5
                                resources:
                                  limits:
                                    cpu: "500m"
                                    memory: "512Mi"
                                  requests:
                                    cpu: "250m"
                                    memory: "256Mi"
                        """);
    }

    @Test
    void serviceOfTheGuide_isTheManifestOfTheGuideWithAScheme() {
        assertThat(Workloads.toYaml(Workloads.service(
                        "web-api-svc", s -> s.of(WEB_API).port(80, 8080).nlb(nlb -> nlb.internetFacing()))))
                .isEqualTo("""
                        ---
                        apiVersion: "v1"
                        kind: "Service"
                        metadata:
                          annotations:
                            service.beta.kubernetes.io/aws-load-balancer-type: "external"
                            service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: "ip"
                            service.beta.kubernetes.io/aws-load-balancer-scheme: "internet-facing"
                          name: "web-api-svc"
                          namespace: "production"
                        spec:
                          ports:
                          - port: 80
                            targetPort: 8080
                          selector:
                            app: "web-api"
                          type: "LoadBalancer"
                        """);
    }

    @Test
    void podsForTheGuidesNodes_tolerateTheirTaintAndTakeTheirRole() {
        assertThat(Workloads.toYaml(
                        Workloads.namespace("api"),
                        Workloads.serviceAccount(
                                "api-service-account",
                                sa -> sa.namespace("api").roleArn("arn:aws:iam::123456789012:role/api")),
                        Workloads.deployment(
                                "api",
                                d -> d.namespace("api")
                                        .image("123456789012.dkr.ecr.us-east-1.amazonaws.com/api:v1")
                                        .serviceAccount("api-service-account")
                                        .label("workload", "serverless")
                                        .toleration("dedicated", "api", NO_SCHEDULE)
                                        .nodeSelector("tier", "api")
                                        .env("STAGE", "prod")
                                        .envFromSecret("PASSWORD", "db", "password")
                                        .volume("data", "/var/lib/data")
                                        .recreate())))
                .isEqualTo("""
                        ---
                        apiVersion: "v1"
                        kind: "Namespace"
                        metadata:
                          name: "api"
                        ---
                        apiVersion: "v1"
                        kind: "ServiceAccount"
                        metadata:
                          annotations:
                            eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/api"
                          name: "api-service-account"
                          namespace: "api"
                        ---
                        apiVersion: "apps/v1"
                        kind: "Deployment"
                        metadata:
                          labels:
                            workload: "serverless"
                          name: "api"
                          namespace: "api"
                        spec:
                          selector:
                            matchLabels:
                              app: "api"
                          strategy:
                            type: "Recreate"
                          template:
                            metadata:
                              labels:
                                app: "api"
                                workload: "serverless"
                            spec:
                              containers:
                              - env:
                                - name: "STAGE"
                                  value: "prod"
                                - name: "PASSWORD"
                                  valueFrom:
                                    secretKeyRef:
                                      key: "password"
                                      name: "db"
                                image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/api:v1"
                                name: "api"
                                volumeMounts:
                                - mountPath: "/var/lib/data"
                                  name: "data"
                              nodeSelector:
                                tier: "api"
                              serviceAccountName: "api-service-account"
                              tolerations:
                              - effect: "NoSchedule"
                                key: "dedicated"
                                operator: "Equal"
                                value: "api"
                              volumes:
                              - name: "data"
                                persistentVolumeClaim:
                                  claimName: "data"
                        """);
    }

    @Test
    void storage_isEncryptedGp3BoundLate() {
        assertThat(Workloads.toYaml(
                        Workloads.gp3StorageClass(s -> s.defaultClass()),
                        Workloads.volumeClaim("data", c -> c.namespace("api").size("20Gi"))))
                .isEqualTo("""
                        ---
                        apiVersion: "storage.k8s.io/v1"
                        kind: "StorageClass"
                        metadata:
                          annotations:
                            storageclass.kubernetes.io/is-default-class: "true"
                          name: "gp3"
                        allowVolumeExpansion: true
                        parameters:
                          type: "gp3"
                          encrypted: "true"
                          csi.storage.k8s.io/fstype: "ext4"
                        provisioner: "ebs.csi.aws.com"
                        reclaimPolicy: "Delete"
                        volumeBindingMode: "WaitForFirstConsumer"
                        ---
                        apiVersion: "v1"
                        kind: "PersistentVolumeClaim"
                        metadata:
                          name: "data"
                          namespace: "api"
                        spec:
                          accessModes:
                          - "ReadWriteOnce"
                          resources:
                            requests:
                              storage: "20Gi"
                          storageClassName: "gp3"
                        """);
    }

    @Test
    void storageOfAutoMode_usesItsOwnDriver() {
        assertThat(Workloads.gp3StorageClass(s -> s.name("auto").autoMode()))
                .returns("ebs.csi.eks.amazonaws.com", c -> c.getProvisioner())
                .returns(Map.of("type", "gp3", "encrypted", "true"), c -> c.getParameters());
    }
}
