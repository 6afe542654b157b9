using Allora.Sdk.Protos.Cosmos.Authz.V1Beta1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk;

public sealed partial class AlloraMessage
{
    /// <summary>
    /// Lets another account send one type of message in the name of the sender, in the place of an earlier grant of that type. Chain message: MsgGrant
    /// with a GenericAuthorization. Whoever holds it can do whatever that message does: prefer an account of its own for a worker.
    /// </summary>
    /// <param name="grantee">The account that may send it.</param>
    /// <param name="typeUrl">The message's type URL, such as /cosmos.bank.v1beta1.MsgSend. Types of the emissions module change with an upgrade of the chain.</param>
    /// <param name="expires">When the grant ends (UTC, by the time of blocks); null for never.</param>
    public static AlloraMessage Authorize(string grantee, string typeUrl, DateTimeOffset? expires = null)
    {
        var (account, type) = (Address(grantee, nameof(grantee)), TypeUrl(typeUrl));
        return Cosmos(nameof(MsgGrant), context => new MsgGrant
        {
            Granter = context.Sender,
            Grantee = account != context.Sender ? account
                : throw new AlloraException(AlloraErrorReason.InvalidRequest, isTransient: false, $"{account} needs no grant to act in its own name. Nothing was sent."),
            Grant = new Grant
            {
                Authorization = new Any { TypeUrl = "/" + GenericAuthorization.Descriptor.FullName, Value = new GenericAuthorization { Msg = type }.ToByteString() },
                Expiration = expires is { } end ? Timestamp.FromDateTimeOffset(end) : null,
            },
        });
    }

    /// <summary>Takes a grant back. Chain message: MsgRevoke.</summary>
    /// <param name="grantee">The account that has it.</param>
    /// <param name="typeUrl">The message's type URL.</param>
    public static AlloraMessage Revoke(string grantee, string typeUrl)
    {
        var (account, type) = (Address(grantee, nameof(grantee)), TypeUrl(typeUrl));
        return Cosmos(nameof(MsgRevoke), context => new MsgRevoke { Granter = context.Sender, Grantee = account, MsgTypeUrl = type });
    }

    /// <summary>Sends messages in another account's name, which has granted their types to the sender. Chain message: MsgExec.</summary>
    /// <param name="granter">The account in whose name they are sent.</param>
    /// <param name="messages">One message or several; they are executed together or not at all.</param>
    public static AlloraMessage ExecuteFor(string granter, params IReadOnlyList<AlloraMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count, nameof(messages));
        var account = Address(granter, nameof(granter));
        var copies = messages.ToArray();
        return Cosmos(nameof(MsgExec), context =>
        {
            var execution = new MsgExec { Grantee = context.Sender };
            foreach (var inner in copies.Select(message => message.Write(context with { Sender = account })))
                execution.Msgs.Add(new Any { TypeUrl = inner.TypeUrl, Value = ByteString.CopyFrom(inner.Value.Span) });
            return execution;
        });
    }

    private static string TypeUrl(string typeUrl)
    {
        ArgumentException.ThrowIfNullOrEmpty(typeUrl);
        return typeUrl[0] == '/' && typeUrl.Length > 1
            ? typeUrl
            : throw new ArgumentException($"'{SafeText.OneLine(typeUrl, 80)}' is not a type URL: that begins with a slash, such as /cosmos.bank.v1beta1.MsgSend.", nameof(typeUrl));
    }
}
