using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk;

public sealed partial class AlloraMessage
{
    /// <summary>Registers the wallet in a topic; the chain charges its registration fee. Chain message: RegisterRequest.</summary>
    /// <param name="actor">The role.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="owner">The address that owns the registration and receives its rewards; the wallet itself if null.</param>
    public static AlloraMessage Register(TopicActor actor, ulong topicId, string? owner = null)
    {
        var isReputer = IsReputer(actor);
        var address = owner is null ? null : Address(owner, nameof(owner));
        return OfTopic(
            topicId,
            nameof(RegisterRequest),
            context => new RegisterRequest { Sender = context.Sender, TopicId = topicId, Owner = address ?? context.Sender, IsReputer = isReputer });
    }

    /// <summary>Ends the wallet's registration in a topic. Chain message: RemoveRegistrationRequest.</summary>
    /// <param name="actor">The role of the registration.</param>
    /// <param name="topicId">The topic.</param>
    public static AlloraMessage Unregister(TopicActor actor, ulong topicId)
    {
        var isReputer = IsReputer(actor);
        return OfTopic(
            topicId,
            nameof(RemoveRegistrationRequest),
            context => new RemoveRegistrationRequest { Sender = context.Sender, TopicId = topicId, IsReputer = isReputer });
    }

    /// <summary>Transfers the wallet's registrations to another owner. Chain message: TransferActorOwnershipRequest.</summary>
    /// <param name="actor">The role of the registration.</param>
    /// <param name="newOwner">The address that owns them afterwards.</param>
    public static AlloraMessage TransferOwnership(TopicActor actor, string newOwner)
    {
        var (isReputer, address) = (IsReputer(actor), Address(newOwner, nameof(newOwner)));
        return Emissions(
            nameof(TransferActorOwnershipRequest),
            context => new TransferActorOwnershipRequest { Sender = context.Sender, NewOwner = address, IsReputer = isReputer });
    }

    private static bool IsReputer(TopicActor actor) => actor switch
    {
        TopicActor.Worker => false,
        TopicActor.Reputer => true,
        _ => throw new ArgumentOutOfRangeException(nameof(actor), actor, "Use a worker or a reputer."),
    };
}
