package dev.eksdsl.testing.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.server.Caller;

/** Policies of keys. */
final class KeyPolicies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private KeyPolicies() {}

    /** What a key gets that is created without a policy: all is up to IAM. */
    static String initial(Caller owner) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:%s:iam::%s:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(owner.partition(), owner.accountId());
    }

    /** The policy of a service's key: everybody in the account may use it, through the service. */
    static String ofService(Caller owner, String service) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "auto-%1$s-1",
                  "Statement" : [ {
                    "Sid" : "Allow access through %1$s for all principals in the account that are authorized to use it",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "*"
                    },
                    "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
                    "Resource" : "*",
                    "Condition" : {
                      "StringEquals" : {
                        "kms:CallerAccount" : "%2$s",
                        "kms:ViaService" : "%1$s.%3$s.amazonaws.com"
                      }
                    }
                  } ]
                }""".formatted(service, owner.accountId(), owner.region());
    }

    /** @throws dev.eksdsl.testing.server.AwsFault if the policy is not one */
    static void check(String policy) {
        try {
            JsonNode document = JSON.readTree(policy);
            if (document.isObject() && document.has("Statement")) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static RuntimeException malformed() {
        return KmsFaults.refuse("MalformedPolicyDocumentException", "Policy contains invalid JSON or no statements");
    }
}
