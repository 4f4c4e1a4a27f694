package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListAssociation;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;
import software.amazon.awssdk.services.ec2.model.RemovePrefixListEntry;

/** The operations on prefix lists: AWS's for gateway endpoints, and those that users manage. */
final class PrefixLists {

    private static final Describe<FakePrefixList> DESCRIBE = new Describe<FakePrefixList>()
            .by("prefix-list-id", list -> list.id)
            .by("prefix-list-name", list -> list.shownName)
            .by("owner-id", list -> list.ownerId);

    private final Ec2State cloud;

    PrefixLists(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(DescribePrefixListsRequest.class, this::describe);
        operations.on(DescribeManagedPrefixListsRequest.class, this::describeManaged);
        operations.on(CreateManagedPrefixListRequest.class, this::create);
        operations.on(ModifyManagedPrefixListRequest.class, this::modify);
        operations.on(DeleteManagedPrefixListRequest.class, this::delete);
        operations.on(GetManagedPrefixListEntriesRequest.class, this::entries);
        operations.on(GetManagedPrefixListAssociationsRequest.class, this::associations);
    }

    /** AWS's list for a service with gateway endpoints; made on first use. */
    static FakePrefixList ofService(RegionalState place, String service) {
        String name = "com.amazonaws." + place.region + "." + service;
        return place.prefixLists.all().stream()
                .filter(list -> list.isAws() && list.name.equals(name))
                .findFirst()
                .orElseGet(() -> {
                    // the same id in every account, as AWS's own lists have; the blocks lead nowhere (RFC 5737)
                    String digits = String.format("%08x", name.hashCode());
                    return place.prefixLists.add(new FakePrefixList(
                            "pl-" + digits,
                            name,
                            "AWS",
                            "IPv4",
                            0,
                            Map.of(service.equals("s3") ? "192.0.2.0/24" : "203.0.113.0/24", ""),
                            Map.of()));
                });
    }

    private static void provideAws(RegionalState place) {
        ofService(place, "s3");
        ofService(place, "dynamodb");
    }

    private DescribePrefixListsResponse describe(DescribePrefixListsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        provideAws(place);
        List<FakePrefixList> aws = DESCRIBE.all(place.prefixLists, request.prefixListIds(), request.filters()).stream()
                .filter(FakePrefixList::isAws)
                .toList();
        Page<FakePrefixList> page = Pages.of(aws, FakeResource::order, 1000, request.maxResults(), request.nextToken());
        return DescribePrefixListsResponse.builder()
                .prefixLists(page.items().stream()
                        .map(list -> PrefixList.builder()
                                .prefixListId(list.id)
                                .prefixListName(list.name)
                                .cidrs(list.entries().keySet())
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private DescribeManagedPrefixListsResponse describeManaged(
            DescribeManagedPrefixListsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        provideAws(place);
        Page<FakePrefixList> page = Pages.of(
                DESCRIBE.all(place.prefixLists, request.prefixListIds(), request.filters()),
                FakeResource::order,
                1,
                100,
                request.maxResults(),
                request.nextToken());
        return DescribeManagedPrefixListsResponse.builder()
                .prefixLists(page.items().stream().map(list -> list.view(place)).toList())
                .nextToken(page.next())
                .build();
    }

    private CreateManagedPrefixListResponse create(CreateManagedPrefixListRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakePrefixList made =
                place.tokens.once(request.clientToken(), request, FakePrefixList.class, () -> create(place, request));
        return CreateManagedPrefixListResponse.builder()
                .prefixList(made.view(place))
                .build();
    }

    private FakePrefixList create(RegionalState place, CreateManagedPrefixListRequest request) {
        if (request.prefixListName().startsWith("com.amazonaws")) {
            throw Ec2Faults.invalid("The prefix list name can't start with com.amazonaws.");
        }
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.PREFIX_LIST);
        Map<String, String> entries = new LinkedHashMap<>();
        add(entries, request.entries());
        checkSize(entries, request.maxEntries());
        long own =
                place.prefixLists.all().stream().filter(list -> !list.isAws()).count();
        if (own >= cloud.limit(place, Ec2Limit.PREFIX_LISTS)) {
            throw Ec2Faults.limit("PrefixListLimitExceeded", "prefix lists");
        }
        return place.prefixLists.add(new FakePrefixList(
                place.prefixLists.newId(),
                request.prefixListName(),
                place.accountId,
                request.addressFamily(),
                request.maxEntries(),
                entries,
                tags));
    }

    private static void add(Map<String, String> entries, List<AddPrefixListEntry> added) {
        for (AddPrefixListEntry entry : added) {
            String cidr = entry.cidr().contains(":")
                    ? Ipv6Block.parse(entry.cidr()).map(Ipv6Block::toString).orElse(null)
                    : Cidr.around(entry.cidr()).map(Cidr::toString).orElse(null);
            if (cidr == null) {
                throw Ec2Faults.invalid("The CIDR '" + entry.cidr() + "' is invalid.");
            }
            entries.put(cidr, entry.description() == null ? "" : entry.description());
        }
    }

    private static void checkSize(Map<String, String> entries, int most) {
        if (entries.size() > most) {
            throw Ec2Faults.refuse(
                    "PrefixListMaxEntriesExceeded",
                    "You've reached the maximum number of entries for the prefix list.");
        }
    }

    private static FakePrefixList own(RegionalState place, @Nullable String id) {
        FakePrefixList list = place.prefixLists.get(id, "prefixListId");
        if (list.isAws()) {
            throw Ec2Faults.refuse("UnauthorizedOperation", "You are not authorized to perform this operation.");
        }
        return list;
    }

    private ModifyManagedPrefixListResponse modify(ModifyManagedPrefixListRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakePrefixList list = own(place, request.prefixListId());
        boolean newEntries =
                !request.addEntries().isEmpty() || !request.removeEntries().isEmpty();
        if (newEntries) {
            if (!list.versions.lastKey().equals(request.currentVersion())) {
                throw Ec2Faults.refuse(
                        "PrefixListVersionMismatch",
                        "The prefix list has the incorrect version number (" + request.currentVersion()
                                + "). Use the current version.");
            }
            Map<String, String> entries = new LinkedHashMap<>(list.entries());
            for (RemovePrefixListEntry removed : request.removeEntries()) {
                entries.remove(removed.cidr());
            }
            add(entries, request.addEntries());
            checkSize(entries, list.maxEntries);
            list.versions.put(list.versions.lastKey() + 1, entries);
        }
        if (request.maxEntries() != null) {
            checkSize(list.entries(), request.maxEntries());
            list.maxEntries = request.maxEntries();
        }
        if (request.prefixListName() != null) {
            list.shownName = request.prefixListName();
        }
        list.state = PrefixListState.MODIFY_COMPLETE;
        return ModifyManagedPrefixListResponse.builder()
                .prefixList(list.view(place))
                .build();
    }

    private DeleteManagedPrefixListResponse delete(DeleteManagedPrefixListRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakePrefixList list = own(place, request.prefixListId());
        if (!users(place, list).isEmpty()) {
            throw Ec2Faults.refuse(
                    "DependencyViolation", "The prefix list '" + list.id + "' has dependencies and cannot be deleted.");
        }
        place.prefixLists.remove(list);
        list.state = PrefixListState.DELETE_COMPLETE;
        return DeleteManagedPrefixListResponse.builder()
                .prefixList(list.view(place))
                .build();
    }

    /** The security groups and route tables that refer to the list. */
    private static Set<String> users(RegionalState place, FakePrefixList list) {
        Set<String> users = new LinkedHashSet<>();
        place.rules.all().stream()
                .filter(rule -> rule.match.peer().value().equals(list.id))
                .forEach(rule -> users.add(rule.groupId));
        place.routeTables.all().stream()
                .filter(table -> table.route(list.id).isPresent())
                .forEach(table -> users.add(table.id));
        return users;
    }

    private GetManagedPrefixListEntriesResponse entries(GetManagedPrefixListEntriesRequest request, Caller caller) {
        FakePrefixList list = cloud.in(caller).prefixLists.get(request.prefixListId(), "prefixListId");
        Map<String, String> entries =
                request.targetVersion() == null ? list.entries() : list.versions.get(request.targetVersion());
        if (entries == null) {
            throw Ec2Faults.refuse(
                    "InvalidPrefixListVersion",
                    "The prefix list version '" + request.targetVersion() + "' does not exist");
        }
        Page<Map.Entry<String, String>> page = Pages.of(
                List.copyOf(entries.entrySet()), Map.Entry::getKey, 1, 100, request.maxResults(), request.nextToken());
        return GetManagedPrefixListEntriesResponse.builder()
                .entries(page.items().stream()
                        .map(entry -> PrefixListEntry.builder()
                                .cidr(entry.getKey())
                                .description(entry.getValue())
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private GetManagedPrefixListAssociationsResponse associations(
            GetManagedPrefixListAssociationsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakePrefixList list = place.prefixLists.get(request.prefixListId(), "prefixListId");
        return GetManagedPrefixListAssociationsResponse.builder()
                .prefixListAssociations(users(place, list).stream()
                        .map(user -> PrefixListAssociation.builder()
                                .resourceId(user)
                                .resourceOwner(place.accountId)
                                .build())
                        .toList())
                .build();
    }
}
