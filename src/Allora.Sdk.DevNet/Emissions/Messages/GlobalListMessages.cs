using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Changes of the white lists that hold for all topics: by admins alone.</summary>
internal static class GlobalListMessages
{
    public static void Register(MessageRouter router)
    {
        On<AddToWhitelistAdminRequest, AddToWhitelistAdminResponse>(router, static m => m.Sender, static m => [m.Address], Admins, true, static address => new EventWhitelistAdminAdded { Admin = address });
        On<RemoveFromWhitelistAdminRequest, RemoveFromWhitelistAdminResponse>(router, static m => m.Sender, static m => [m.Address], Admins, false, static address => new EventWhitelistAdminRemoved { Admin = address });
        On<AddToGlobalWhitelistRequest, AddToGlobalWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], Global, true, static address => new EventGlobalWhitelistAdded { Address = address });
        On<RemoveFromGlobalWhitelistRequest, RemoveFromGlobalWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], Global, false, static address => new EventGlobalWhitelistRemoved { Address = address });
        On<AddToGlobalWorkerWhitelistRequest, AddToGlobalWorkerWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], Workers, true, static address => new EventGlobalWorkerWhitelistAdded { Address = address });
        On<RemoveFromGlobalWorkerWhitelistRequest, RemoveFromGlobalWorkerWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], Workers, false, static address => new EventGlobalWorkerWhitelistRemoved { Address = address });
        On<BulkAddToGlobalWorkerWhitelistRequest, BulkAddToGlobalWorkerWhitelistResponse>(router, static m => m.Sender, static m => m.Addresses, Workers, true, static address => new EventGlobalWorkerWhitelistAdded { Address = address });
        On<BulkRemoveFromGlobalWorkerWhitelistRequest, BulkRemoveFromGlobalWorkerWhitelistResponse>(router, static m => m.Sender, static m => m.Addresses, Workers, false, static address => new EventGlobalWorkerWhitelistRemoved { Address = address });
        On<AddToGlobalReputerWhitelistRequest, AddToGlobalReputerWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], Reputers, true, static address => new EventGlobalReputerWhitelistAdded { Address = address });
        On<RemoveFromGlobalReputerWhitelistRequest, RemoveFromGlobalReputerWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], Reputers, false, static address => new EventGlobalReputerWhitelistRemoved { Address = address });
        On<BulkAddToGlobalReputerWhitelistRequest, BulkAddToGlobalReputerWhitelistResponse>(router, static m => m.Sender, static m => m.Addresses, Reputers, true, static address => new EventGlobalReputerWhitelistAdded { Address = address });
        On<BulkRemoveFromGlobalReputerWhitelistRequest, BulkRemoveFromGlobalReputerWhitelistResponse>(router, static m => m.Sender, static m => m.Addresses, Reputers, false, static address => new EventGlobalReputerWhitelistRemoved { Address = address });
        On<AddToGlobalAdminWhitelistRequest, AddToGlobalAdminWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], GlobalAdmins, true, static address => new EventGlobalAdminWhitelistAdded { Address = address });
        On<RemoveFromGlobalAdminWhitelistRequest, RemoveFromGlobalAdminWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], GlobalAdmins, false, static address => new EventGlobalAdminWhitelistRemoved { Address = address });
        On<AddToTopicCreatorWhitelistRequest, AddToTopicCreatorWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], Creators, true, static address => new EventTopicCreatorWhitelistAdded { Address = address });
        On<RemoveFromTopicCreatorWhitelistRequest, RemoveFromTopicCreatorWhitelistResponse>(router, static m => m.Sender, static m => [m.Address], Creators, false, static address => new EventTopicCreatorWhitelistRemoved { Address = address });
    }

    internal static void RequireAddresses(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            if (Bech32Text.Decode(address, out var why) is null)
                throw ChainErrors.Undefined($"error validating actor id: {(address.Length == 0 ? "empty address string is not allowed" : why)}", "allora-network/allora-chain@v0.17.0/x/emissions/types/validations.go:1527");
        }
    }

    internal static void RequireLength(Execution run, int count)
    {
        var most = run.State.Emissions.Params.MaxWhitelistInputArrayLength;
        if (most > 0 && (ulong)count > most)
            throw ChainErrors.Of(92, "max whitelist input array length exceeded", Execute.Unwrapped);
    }

    internal static ImmutableSortedSet<string> Changed(ImmutableSortedSet<string> list, IEnumerable<string> addresses, bool add) =>
        add ? list.Union(addresses) : list.Except(addresses);

    private static Whitelists Admins(Whitelists lists, IEnumerable<string> addresses, bool add) => lists with { Admins = Changed(lists.Admins, addresses, add) };

    private static Whitelists Global(Whitelists lists, IEnumerable<string> addresses, bool add) => lists with { Global = Changed(lists.Global, addresses, add) };

    private static Whitelists Workers(Whitelists lists, IEnumerable<string> addresses, bool add) => lists with { GlobalWorkers = Changed(lists.GlobalWorkers, addresses, add) };

    private static Whitelists Reputers(Whitelists lists, IEnumerable<string> addresses, bool add) => lists with { GlobalReputers = Changed(lists.GlobalReputers, addresses, add) };

    private static Whitelists GlobalAdmins(Whitelists lists, IEnumerable<string> addresses, bool add) => lists with { GlobalAdmins = Changed(lists.GlobalAdmins, addresses, add) };

    private static Whitelists Creators(Whitelists lists, IEnumerable<string> addresses, bool add) => lists with { TopicCreators = Changed(lists.TopicCreators, addresses, add) };

    private static void On<TMessage, TResponse>(
        MessageRouter router,
        Func<TMessage, string> sender,
        Func<TMessage, IReadOnlyList<string>> addresses,
        Func<Whitelists, IEnumerable<string>, bool, Whitelists> change,
        bool add,
        Func<string, IMessage> emitted)
        where TMessage : IMessage<TMessage>, new()
        where TResponse : IMessage<TResponse>, new() =>
        EmissionsMessages.Handle<TMessage, TResponse>(router, sender, (run, message) =>
        {
            var several = new TMessage().Descriptor.Name.StartsWith("Bulk", StringComparison.Ordinal);
            if (!several)
                RequireAddresses(addresses(message));
            ReadPermission(run, new TMessage().Descriptor.Name);
            if (!IsPermitted(run, sender(message), new TMessage().Descriptor.Name))
                throw Refusal(new TMessage().Descriptor.Name);
            RequireLength(run, addresses(message).Count);
            RequireAddresses(addresses(message));
            WriteEntries(run, addresses(message).Count, add);
            run.State = run.State with
            {
                Emissions = run.State.Emissions with { Whitelists = change(run.State.Emissions.Whitelists, addresses(message), add) },
            };
            foreach (var address in addresses(message))
                EmissionsEvents.Emit(run, emitted(address));
            return new TResponse();
        });

    internal static void WriteEntries(Execution run, int count, bool add)
    {
        for (var i = 0; i < count; i++)
        {
            if (add)
                run.Gas.Write(Costs.ListEntry);
            else
                run.Gas.Delete();
        }
    }

    private static void ReadPermission(Execution run, string message)
    {
        run.Gas.Has();
        if (!message.Contains("GlobalWorker", StringComparison.Ordinal) && !message.Contains("GlobalReputer", StringComparison.Ordinal))
            return;
        run.Gas.ReadParams(run.State.Emissions);
        run.Gas.Has();
    }

    private static bool IsPermitted(Execution run, string sender, string message) =>
        message.Contains("GlobalWorker", StringComparison.Ordinal) || message.Contains("GlobalReputer", StringComparison.Ordinal)
            ? Permissions.CanUpdateGlobalActorLists(run.State.Emissions, sender)
            : Permissions.CanUpdateAllGlobalLists(run.State.Emissions, sender);

    private static ChainException Refusal(string message)
    {
        var (code, list) = message.Contains("WhitelistAdmin", StringComparison.Ordinal) ? (91u, "whitelist admins")
            : message.Contains("TopicCreator", StringComparison.Ordinal) ? (87u, "topic creator whitelist")
            : (86u, "global whitelist");
        return ChainErrors.Of(code, $"not permitted to update {list}", Execute.Unwrapped);
    }
}
