using System.Diagnostics;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>
/// An update of a topic, complete: the topic as it was read from the chain with the changes merged into it. The chain replaces every field that
/// can be changed by the message's, so what a message leaves out is lost. <see cref="AlloraClient.PrepareTopicUpdateAsync"/> creates it, and
/// <see cref="AlloraMessage.UpdateTopic"/> sends it.
/// </summary>
[DebuggerDisplay("topic {TopicId}: {Changes.Count} changes")]
public sealed class TopicUpdate
{
    private readonly UpdateTopicRequest _request;
    private readonly string _creator;
    private readonly string _schema;

    internal TopicUpdate(UpdateTopicRequest request, string creator, string schema, long height, long? lastHeight, IReadOnlyList<TopicFieldChange> changes) =>
        (_request, _creator, _schema, Height, LastHeight, Changes) = (request, creator, schema, height, lastHeight, changes);

    /// <summary>The topic.</summary>
    public ulong TopicId => _request.TopicId;

    /// <summary>The height (blocks) that the topic was read at. A later change by its creator would be undone: prepare an update right before it is sent.</summary>
    public long Height { get; }

    /// <summary>
    /// The last height (blocks) whose block accepts the update: then the topic's next window opens, and some of the changed fields cannot change
    /// while it is open. Null if that does not matter, or if the height is not known.
    /// </summary>
    public long? LastHeight { get; }

    /// <summary>The fields that change, in the order of the message's fields.</summary>
    public IReadOnlyList<TopicFieldChange> Changes { get; }

    internal UpdateTopicRequest Write(MessageContext context)
    {
        if (context.Schema != _schema)
            throw Refused(AlloraErrorReason.WrongSchema, $"was prepared for emissions {_schema}, but the chain uses {context.Schema} now: prepare it again");
        if (context.Sender != _creator)
            throw Refused(AlloraErrorReason.NotPermitted, $"can only be sent by the topic's creator, {_creator}, not by {context.Sender}");
        var message = _request.Clone();
        message.Sender = context.Sender;
        return message;
    }

    private AlloraException Refused(AlloraErrorReason reason, string why) =>
        new(reason, isTransient: false, $"The update of topic {TopicId} {why}. Nothing was sent.");
}
