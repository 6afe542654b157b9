using System.Numerics;
using System.Text;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Feegrant.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>Allowances to pay fees from another account.</summary>
internal static class FeeGrants
{
    private const string BasicUrl = "/cosmos.feegrant.v1beta1.BasicAllowance";

    // What recorded grants took beyond the reads and writes below: the queue of those that expire.
    private const long GrantCost = 4857;

    public static void Register(MessageRouter router)
    {
        router.Handle<MsgGrantAllowance, MsgGrantAllowanceResponse>("feegrant", static message => message.Granter, Grant, Decoded);
        router.Handle<MsgRevokeAllowance, MsgRevokeAllowanceResponse>("feegrant", static message => message.Granter, Revoke);
    }

    public static void Use(Execution run, string granter, string grantee, BigInteger fee)
    {
        run.Gas.Read(150);
        if (Bech32Text.Decode(granter, out var why) is null)
            throw ChainErrors.Panic(why);
        if (!run.State.FeeGrants.TryGetValue((granter, grantee), out var grant))
            throw NoGrant(granter, grantee);
        if (grant.Expires is { } end && end <= run.State.Time)
            throw new ChainException("feegrant", 3, "fee allowance expired: basic allowance");
        if (grant.Limit is { } limit)
        {
            if (fee > limit)
                throw new ChainException("feegrant", 2, "fee limit exceeded: basic allowance");
            grant = grant with { Limit = limit - fee };
        }

        run.Gas.Write(150);
        run.State = run.State with { FeeGrants = run.State.FeeGrants.SetItem((granter, grantee), grant) };
        run.Emit("use_feegrant", ("granter", granter), ("grantee", grantee));
        run.Emit("update_feegrant", ("granter", granter), ("grantee", grantee));
    }

    /// <summary>The node prints raw address bytes here, so this text is not valid UTF-8.</summary>
    private static ChainException NoGrant(string granter, string grantee)
    {
        var escrow = "error escrowing funds: ";
        var text = $"{escrow}{granter} does not allow to pay fees for {grantee}: fee-grant not found";
        byte[] raw =
        [
            .. Encoding.UTF8.GetBytes(escrow),
            .. ChainAddress.Bytes(granter),
            .. " does not allow to pay fees for "u8,
            .. ChainAddress.Bytes(grantee),
            .. ": fee-grant not found: not found"u8,
        ];
        return new ChainException("sdk", 38, $"{text}: not found") { RawMessage = raw };
    }

    /// <summary>Allowances are read while the transaction is decoded.</summary>
    private static void Decoded(MsgGrantAllowance message)
    {
        if (message.Allowance?.TypeUrl != BasicUrl)
            return;
        try
        {
            var basic = BasicAllowance.Parser.ParseFrom(message.Allowance.Value);
            basic.Expiration?.ToDateTimeOffset();
            foreach (var coin in basic.SpendLimit)
                Amounts.RequireInteger(coin.Amount);
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or InvalidOperationException)
        {
            throw ChainErrors.TxParse(wrong is InvalidOperationException ? "timestamp: out of range" : "unexpected EOF");
        }
    }

    private static MsgGrantAllowanceResponse Grant(Execution run, MsgGrantAllowance message)
    {
        if (message.Granter == message.Grantee)
            throw new ChainException("sdk", 7, "cannot self-grant fee authorization: invalid address");
        if (!ChainAddress.IsValid(message.Grantee))
            throw ChainErrors.InvalidAddress("decoding bech32 failed");
        if (run.State.FeeGrants.ContainsKey((message.Granter, message.Grantee)))
            throw ChainErrors.InvalidRequest("fee allowance already exists");
        if (message.Allowance?.TypeUrl != BasicUrl)
            throw ChainErrors.InvalidRequest("DevNet knows basic allowances only");
        var basic = BasicAllowance.Parser.ParseFrom(message.Allowance.Value);
        var grant = new FeeGrant(
            message.Granter,
            message.Grantee,
            message.Allowance.Clone(),
            basic.SpendLimit.Count == 0 ? null : Amounts.Parse(basic.SpendLimit[0].Amount),
            basic.Expiration?.ToDateTimeOffset());
        run.Gas.Write(150);
        run.State = run.State with { FeeGrants = run.State.FeeGrants.Add((message.Granter, message.Grantee), grant) };
        run.Emit("set_feegrant", ("granter", message.Granter), ("grantee", message.Grantee));
        run.Gas.Consume(GrantCost, "WriteFlat");
        return new MsgGrantAllowanceResponse();
    }

    private static MsgRevokeAllowanceResponse Revoke(Execution run, MsgRevokeAllowance message)
    {
        if (!run.State.FeeGrants.ContainsKey((message.Granter, message.Grantee)))
            throw ChainErrors.NotFound("fee-grant not found");
        run.State = run.State with { FeeGrants = run.State.FeeGrants.Remove((message.Granter, message.Grantee)) };
        run.Emit("revoke_feegrant", ("granter", message.Granter), ("grantee", message.Grantee));
        return new MsgRevokeAllowanceResponse();
    }
}
