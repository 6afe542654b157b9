using System.Globalization;
using System.Text;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Authz.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Modules;

/// <summary>Permissions to send messages in another account's name. Generic ones only; errors are from the module's source: they were not recorded.</summary>
internal sealed class AuthzMessages
{
    private const string Name = "authz";
    private const string GenericUrl = "/cosmos.authz.v1beta1.GenericAuthorization";
    private const string ExecUrl = "/cosmos.authz.v1beta1.MsgExec";

    // The node's own limit for messages in messages; without one a few bytes a level would exhaust the stack.
    private const int MaxDepth = 10;

    private readonly MessageRouter _router;

    private AuthzMessages(MessageRouter router) => _router = router;

    public static void Register(MessageRouter router)
    {
        var module = new AuthzMessages(router);
        router.Handle<MsgGrant, MsgGrantResponse>(Name, static message => message.Granter, module.Grant, Decoded);
        router.Handle<MsgRevoke, MsgRevokeResponse>(Name, static message => message.Granter, Revoke);
        router.Handle<MsgExec, MsgExecResponse>(Name, static message => message.Grantee, module.Execute, message => module.Decoded(message, 1));
    }

    /// <summary>Forgets what has ended, at the beginning of a block.</summary>
    public static void Expire(Execution run)
    {
        var ended = run.State.Authorizations.Where(pair => pair.Value.Expires <= run.State.Time).Select(static pair => pair.Key).ToList();
        if (ended.Count > 0)
            run.State = run.State with { Authorizations = run.State.Authorizations.RemoveRange(ended) };
    }

    /// <summary>Authorizations are read while the transaction is decoded.</summary>
    private static void Decoded(MsgGrant message)
    {
        try
        {
            message.Grant?.Expiration?.ToDateTimeOffset();
            if (message.Grant?.Authorization is { TypeUrl: GenericUrl } generic)
                GenericAuthorization.Parser.ParseFrom(generic.Value);
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw ChainErrors.TxParse(wrong is InvalidProtocolBufferException ? "unexpected EOF" : "timestamp: out of range");
        }
    }

    private void Decoded(MsgExec message, int depth)
    {
        if (depth > MaxDepth)
            throw ChainErrors.TxParse("recursion limit exceeded");
        foreach (var inner in message.Msgs)
        {
            if (inner.TypeUrl == ExecUrl)
                Decoded(MsgExec.Parser.ParseFrom(inner.Value), depth + 1);
            else
                _router.Decode(inner);
        }
    }

    private MsgGrantResponse Grant(Execution run, MsgGrant message)
    {
        RequireTwo(message.Granter, message.Grantee);
        if (message.Grant?.Authorization is not { } authorization)
            throw ChainErrors.InvalidType("authorization is nil");
        if (authorization.TypeUrl != GenericUrl)
            throw ChainErrors.InvalidRequest("DevNet knows generic authorizations only");
        var type = GenericAuthorization.Parser.ParseFrom(authorization.Value).Msg;
        if (!_router.Handles(type))
            throw ChainErrors.InvalidType($"{type} doesn't exist.");
        var expires = message.Grant.Expiration?.ToDateTimeOffset();
        if (expires <= run.State.Time)
            throw new ChainException(Name, 3, $"expiration must be after the current block time ({Time(run.State.Time)}), got {Time(expires.Value)}: expiration time of authorization should be more than current time");
        Bank.EnsureAccount(run, message.Grantee);
        run.Gas.Write(200);
        run.State = run.State with
        {
            Authorizations = run.State.Authorizations.SetItem((message.Granter, message.Grantee, type), new Authorization(message.Granter, message.Grantee, type, authorization.Clone(), expires)),
        };
        Emit(run, "EventGrant", message.Granter, message.Grantee, type);
        return new MsgGrantResponse();
    }

    private static MsgRevokeResponse Revoke(Execution run, MsgRevoke message)
    {
        RequireTwo(message.Granter, message.Grantee);
        if (message.MsgTypeUrl.Length == 0)
            throw ChainErrors.InvalidRequest("missing msg method name");
        var key = (message.Granter, message.Grantee, message.MsgTypeUrl);
        if (!run.State.Authorizations.ContainsKey(key))
            throw Missing("failed to delete grant with key", key);
        run.Gas.Write(100);
        run.State = run.State with { Authorizations = run.State.Authorizations.Remove(key) };
        Emit(run, "EventRevoke", message.Granter, message.Grantee, message.MsgTypeUrl);
        return new MsgRevokeResponse();
    }

    private MsgExecResponse Execute(Execution run, MsgExec message)
    {
        if (message.Msgs.Count == 0)
            throw ChainErrors.InvalidRequest("messages cannot be empty");
        var response = new MsgExecResponse();
        for (var i = 0; i < message.Msgs.Count; i++)
        {
            var (handler, typeUrl, inner) = _router.Decode(message.Msgs[i]);
            if (handler is null)
                throw new ChainException("sdk", 6, $"unrecognized message route: {typeUrl}: unknown request");
            handler.ValidateBasic(inner);
            RequireGrant(run, handler.Signer(inner) ?? "", message.Grantee, typeUrl);
            response.Results.Add(ExecuteOne(run, handler, inner, i));
        }

        return response;
    }

    private static ByteString ExecuteOne(Execution run, MessageHandler handler, IMessage inner, int index)
    {
        var one = new Execution(run.State, run.Gas);
        try
        {
            var result = handler.Execute(one, inner).ToByteString();
            run.State = one.State;
            foreach (var emitted in one.Events)
                run.Emit(emitted.With("authz_msg_index", index.ToString(CultureInfo.InvariantCulture)));
            return result;
        }
        catch (ChainException refusal) when (refusal.Codespace != "sdk" || refusal.Code != 11)
        {
            throw refusal.Wrap($"failed to execute message; message {inner}");
        }
    }

    private static void RequireGrant(Execution run, string granter, string grantee, string typeUrl)
    {
        // An account needs no permission of its own.
        if (granter == grantee)
            return;
        if (Bech32Text.Decode(granter, out var why) is null)
            throw ChainErrors.Undefined(granter.Length == 0 ? "empty address string is not allowed" : why);
        if (!ChainAddress.IsValid(granter))
            throw ChainErrors.InvalidAddress("hrp does not match bech32 prefix");
        run.Gas.Read(200);
        if (!run.State.Authorizations.TryGetValue((granter, grantee, typeUrl), out var grant))
            throw Missing("failed to update grant with key", (granter, grantee, typeUrl));
        if (grant.Expires < run.State.Time)
            throw new ChainException(Name, 6, "authorization expired");
    }

    private static void RequireTwo(string granter, string grantee)
    {
        if (string.Equals(granter, grantee, StringComparison.OrdinalIgnoreCase))
            throw new ChainException(Name, 7, "grantee and granter should be different");
        if (Bech32Text.Decode(grantee, out var why) is null)
            throw ChainErrors.InvalidAddress($"invalid grantee address: {why}");
        if (!ChainAddress.IsValid(grantee))
            throw ChainErrors.InvalidAddress("invalid grantee address: hrp does not match bech32 prefix");
    }

    /// <summary>The node prints the key of its store here, with raw addresses: this text is not valid UTF-8.</summary>
    private static ChainException Missing(string what, (string Granter, string Grantee, string TypeUrl) key)
    {
        var (granter, grantee) = (ChainAddress.Bytes(key.Granter), ChainAddress.Bytes(key.Grantee));
        byte[] raw =
        [
            .. Encoding.UTF8.GetBytes(what + " \u0001"), (byte)granter.Length, .. granter, (byte)grantee.Length, .. grantee,
            .. Encoding.UTF8.GetBytes(key.TypeUrl), .. ": authorization not found"u8,
        ];
        return new ChainException(Name, 2, $"{what} {key.Granter}, {key.Grantee}, {key.TypeUrl}: authorization not found") { RawMessage = raw };
    }

    private static void Emit(Execution run, string type, string granter, string grantee, string url) => run.Emit(new AbciEvent(
        $"cosmos.authz.v1beta1.{type}",
        [new("grantee", $"\"{grantee}\""), new("granter", $"\"{granter}\""), new("msg_type_url", $"\"{url}\"")]));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
