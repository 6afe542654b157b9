using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Changes of one topic's white lists: by its creator and by admins.</summary>
internal static class TopicListMessages
{
    public static void Register(MessageRouter router)
    {
        List<AddToTopicWorkerWhitelistRequest, AddToTopicWorkerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static m => [m.Address], worker: true, add: true);
        List<RemoveFromTopicWorkerWhitelistRequest, RemoveFromTopicWorkerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static m => [m.Address], worker: true, add: false);
        List<BulkAddToTopicWorkerWhitelistRequest, BulkAddToTopicWorkerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static m => m.Addresses, worker: true, add: true);
        List<BulkRemoveFromTopicWorkerWhitelistRequest, BulkRemoveFromTopicWorkerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static m => m.Addresses, worker: true, add: false);
        List<AddToTopicReputerWhitelistRequest, AddToTopicReputerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static m => [m.Address], worker: false, add: true);
        List<RemoveFromTopicReputerWhitelistRequest, RemoveFromTopicReputerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static m => [m.Address], worker: false, add: false);
        List<BulkAddToTopicReputerWhitelistRequest, BulkAddToTopicReputerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static m => m.Addresses, worker: false, add: true);
        List<BulkRemoveFromTopicReputerWhitelistRequest, BulkRemoveFromTopicReputerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static m => m.Addresses, worker: false, add: false);
        Switch<EnableTopicWorkerWhitelistRequest, EnableTopicWorkerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static members => members with { WorkerWhitelistEnabled = true }, static id => new EventTopicWorkerWhitelistEnabled { TopicId = id });
        Switch<DisableTopicWorkerWhitelistRequest, DisableTopicWorkerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static members => members with { WorkerWhitelistEnabled = false }, static id => new EventTopicWorkerWhitelistDisabled { TopicId = id });
        Switch<EnableTopicReputerWhitelistRequest, EnableTopicReputerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static members => members with { ReputerWhitelistEnabled = true }, static id => new EventTopicReputerWhitelistEnabled { TopicId = id });
        Switch<DisableTopicReputerWhitelistRequest, DisableTopicReputerWhitelistResponse>(router, static m => (m.Sender, m.TopicId), static members => members with { ReputerWhitelistEnabled = false }, static id => new EventTopicReputerWhitelistDisabled { TopicId = id });
    }

    private static void List<TMessage, TResponse>(
        MessageRouter router, Func<TMessage, (string Sender, ulong TopicId)> of, Func<TMessage, IReadOnlyList<string>> addresses, bool worker, bool add)
        where TMessage : IMessage<TMessage>, new()
        where TResponse : IMessage<TResponse>, new() =>
        EmissionsMessages.Handle<TMessage, TResponse>(router, message => of(message).Sender, (run, message) =>
        {
            // Lists of several addresses are read once their sender is known to be permitted.
            var several = new TMessage().Descriptor.Name.StartsWith("Bulk", StringComparison.Ordinal);
            if (!several)
                GlobalListMessages.RequireAddresses(addresses(message));
            if (several)
            {
                run.Gas.Has();
                run.Gas.ReadParams(run.State.Emissions);
            }

            var topic = RequirePermitted(run, of(message), several ? null : worker);
            GlobalListMessages.RequireLength(run, addresses(message).Count);
            GlobalListMessages.RequireAddresses(addresses(message));
            var members = topic.Members;
            members = worker
                ? members with { WorkerWhitelist = GlobalListMessages.Changed(members.WorkerWhitelist, addresses(message), add) }
                : members with { ReputerWhitelist = GlobalListMessages.Changed(members.ReputerWhitelist, addresses(message), add) };
            GlobalListMessages.WriteEntries(run, addresses(message).Count, add);
            Execute.Update(run, topic with { Members = members });
            foreach (var address in addresses(message))
                EmissionsEvents.Emit(run, Changed(topic.Id, address, worker, add));
            return new TResponse();
        });

    private static void Switch<TMessage, TResponse>(
        MessageRouter router, Func<TMessage, (string Sender, ulong TopicId)> of, Func<TopicMembers, TopicMembers> change, Func<ulong, IMessage> emitted)
        where TMessage : IMessage<TMessage>, new()
        where TResponse : IMessage<TResponse>, new() =>
        EmissionsMessages.Handle<TMessage, TResponse>(router, message => of(message).Sender, (run, message) =>
        {
            var topic = RequirePermitted(run, of(message), null);
            run.Gas.Delete();
            Execute.Update(run, topic with { Members = change(topic.Members) });
            EmissionsEvents.Emit(run, emitted(topic.Id));
            return new TResponse();
        });

    private static IMessage Changed(ulong topicId, string address, bool worker, bool add) => (worker, add) switch
    {
        (true, true) => new EventTopicWorkerWhitelistAdded { TopicId = topicId, Address = address },
        (true, false) => new EventTopicWorkerWhitelistRemoved { TopicId = topicId, Address = address },
        (false, true) => new EventTopicReputerWhitelistAdded { TopicId = topicId, Address = address },
        _ => new EventTopicReputerWhitelistRemoved { TopicId = topicId, Address = address },
    };

    private static TopicState RequirePermitted(Execution run, (string Sender, ulong TopicId) request, bool? worker)
    {
        var topic = Execute.RequireTopic(run, request.TopicId, static topic => topic.Definition.CalculateSize());
        if (topic.Definition.Creator == request.Sender)
            return topic;
        run.Gas.ReadParams(run.State.Emissions);
        run.Gas.Has();
        run.Gas.Has();
        if (Permissions.CanUpdateTopicLists(run.State.Emissions, topic, request.Sender))
            return topic;
        var (code, list) = worker switch
        {
            true => (88u, "topic worker whitelist"),
            false => (89u, "topic reputer whitelist"),
            null => (81u, "topic whitelist"),
        };
        throw ChainErrors.Of(code, $"not permitted to update {list}", Execute.Unwrapped);
    }
}
