package dev.eksdsl.testing.kubernetes.api;

/** A request that is about a resource: the request, its path taken apart, and the verb. */
record ResourceCall(Call call, RequestPath path, String verb) {

    /** The same request, in no namespace. */
    ResourceCall atClusterScope() {
        RequestPath scoped =
                new RequestPath(path.group(), path.version(), "", path.resource(), path.name(), path.subresource());
        return new ResourceCall(call, scoped, verb);
    }
}
