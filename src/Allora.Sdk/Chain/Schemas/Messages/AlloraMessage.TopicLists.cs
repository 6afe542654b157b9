using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk;

public sealed partial class AlloraMessage
{
    /// <summary>
    /// Adds addresses to a topic's list of workers or reputers. Chain messages: AddToTopicWorkerWhitelistRequest, AddToTopicReputerWhitelistRequest,
    /// and for several addresses BulkAddToTopicWorkerWhitelistRequest, BulkAddToTopicReputerWhitelistRequest.
    /// </summary>
    /// <param name="actor">The list.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="addresses">One address or several.</param>
    public static AlloraMessage AddToTopicWhitelist(TopicActor actor, ulong topicId, params IReadOnlyList<string> addresses)
    {
        var list = Addresses(addresses);
        return (IsReputer(actor), list.Length) switch
        {
            (false, 1) => OfTopic(
                topicId,
                nameof(AddToTopicWorkerWhitelistRequest),
                context => new AddToTopicWorkerWhitelistRequest { Sender = context.Sender, TopicId = topicId, Address = list[0] }),
            (true, 1) => OfTopic(
                topicId,
                nameof(AddToTopicReputerWhitelistRequest),
                context => new AddToTopicReputerWhitelistRequest { Sender = context.Sender, TopicId = topicId, Address = list[0] }),
            (false, _) => OfTopic(
                topicId,
                nameof(BulkAddToTopicWorkerWhitelistRequest),
                context => new BulkAddToTopicWorkerWhitelistRequest { Sender = context.Sender, TopicId = topicId, Addresses = { list } }),
            (true, _) => OfTopic(
                topicId,
                nameof(BulkAddToTopicReputerWhitelistRequest),
                context => new BulkAddToTopicReputerWhitelistRequest { Sender = context.Sender, TopicId = topicId, Addresses = { list } }),
        };
    }

    /// <summary>
    /// Removes addresses from a topic's list of workers or reputers. Chain messages: RemoveFromTopicWorkerWhitelistRequest, RemoveFromTopicReputerWhitelistRequest,
    /// and for several addresses BulkRemoveFromTopicWorkerWhitelistRequest, BulkRemoveFromTopicReputerWhitelistRequest.
    /// </summary>
    /// <param name="actor">The list.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="addresses">One address or several.</param>
    public static AlloraMessage RemoveFromTopicWhitelist(TopicActor actor, ulong topicId, params IReadOnlyList<string> addresses)
    {
        var list = Addresses(addresses);
        return (IsReputer(actor), list.Length) switch
        {
            (false, 1) => OfTopic(
                topicId,
                nameof(RemoveFromTopicWorkerWhitelistRequest),
                context => new RemoveFromTopicWorkerWhitelistRequest { Sender = context.Sender, TopicId = topicId, Address = list[0] }),
            (true, 1) => OfTopic(
                topicId,
                nameof(RemoveFromTopicReputerWhitelistRequest),
                context => new RemoveFromTopicReputerWhitelistRequest { Sender = context.Sender, TopicId = topicId, Address = list[0] }),
            (false, _) => OfTopic(
                topicId,
                nameof(BulkRemoveFromTopicWorkerWhitelistRequest),
                context => new BulkRemoveFromTopicWorkerWhitelistRequest { Sender = context.Sender, TopicId = topicId, Addresses = { list } }),
            (true, _) => OfTopic(
                topicId,
                nameof(BulkRemoveFromTopicReputerWhitelistRequest),
                context => new BulkRemoveFromTopicReputerWhitelistRequest { Sender = context.Sender, TopicId = topicId, Addresses = { list } }),
        };
    }

    /// <summary>Lets only listed workers or reputers take part in a topic. Chain messages: EnableTopicWorkerWhitelistRequest, EnableTopicReputerWhitelistRequest.</summary>
    /// <param name="actor">The list.</param>
    /// <param name="topicId">The topic.</param>
    public static AlloraMessage EnableTopicWhitelist(TopicActor actor, ulong topicId) => IsReputer(actor)
        ? OfTopic(
            topicId,
            nameof(EnableTopicReputerWhitelistRequest),
            context => new EnableTopicReputerWhitelistRequest { Sender = context.Sender, TopicId = topicId })
        : OfTopic(
            topicId,
            nameof(EnableTopicWorkerWhitelistRequest),
            context => new EnableTopicWorkerWhitelistRequest { Sender = context.Sender, TopicId = topicId });

    /// <summary>Lets any worker or reputer take part in a topic again. Chain messages: DisableTopicWorkerWhitelistRequest, DisableTopicReputerWhitelistRequest.</summary>
    /// <param name="actor">The list.</param>
    /// <param name="topicId">The topic.</param>
    public static AlloraMessage DisableTopicWhitelist(TopicActor actor, ulong topicId) => IsReputer(actor)
        ? OfTopic(
            topicId,
            nameof(DisableTopicReputerWhitelistRequest),
            context => new DisableTopicReputerWhitelistRequest { Sender = context.Sender, TopicId = topicId })
        : OfTopic(
            topicId,
            nameof(DisableTopicWorkerWhitelistRequest),
            context => new DisableTopicWorkerWhitelistRequest { Sender = context.Sender, TopicId = topicId });

    private static string[] Addresses(IReadOnlyList<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentOutOfRangeException.ThrowIfZero(addresses.Count, nameof(addresses));
        return [.. addresses.Select(static address => Address(address, nameof(addresses)))];
    }
}
