import dev.eksdsl.*;
import dev.eksdsl.execute.*;
import dev.eksdsl.kubernetes.*;
import dev.eksdsl.kubernetes.workload.*;
import dev.eksdsl.plan.*;
import dev.eksdsl.testing.*;
import static dev.eksdsl.resource.nodegroup.TaintEffect.*;

var aws = FakeAws.create();
var eks = aws.session();
System.out.println("eks is a session on an AWS in memory. Try:");
System.out.println("  eks.plan(Eks.cluster(\"demo\", c -> c.version(\"1.35\").nodeGroup(\"nodes\")))");
