using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V9;
using InsertReputerPayloadRequest = Allora.Sdk.Protos.Emissions.V10.InsertReputerPayloadRequest;
using InsertReputerPayloadResponse = Allora.Sdk.Protos.Emissions.V10.InsertReputerPayloadResponse;

namespace Allora.Sdk.DevNet.Emissions.Payloads;

/// <summary>InsertReputerPayload, with its checks in the chain's order.</summary>
internal static class ReputerPayloads
{
    private const string File = "allora-network/allora-chain@v0.17.0/x/emissions/keeper/msgserver/msg_server_reputer_payload.go:";
    private const string Validations = "allora-network/allora-chain@v0.17.0/x/emissions/types/validations.go:";

    // What recorded simulations took beyond the reads and writes below.
    private const long Slot = 12_700;

    public static InsertReputerPayloadResponse Insert(Execution run, InsertReputerPayloadRequest message)
    {
        Require(message.ReputerValueBundle, run);
        var bundle = message.ReputerValueBundle.ValueBundle;
        run.Gas.Read();
        // The lists hold for the reputer whose losses these are, whoever sends them.
        if (!Permissions.CanSubmitReputerPayload(run.State, bundle.TopicId, bundle.Reputer))
            throw ChainErrors.Of(84, "Reputer is not permitted to submit payload: not permitted to submit reputer payload", File + "40");
        run.Gas.Read(250);
        if (!run.State.Emissions.Topics.TryGetValue(bundle.TopicId, out var topic))
            throw ChainErrors.Of(6, "invalid topic ID", Execute.Unwrapped);
        run.Gas.Read(60);
        var nonce = bundle.ReputerRequestNonce.ReputerNonce.BlockHeight;
        RequireOpen(run, topic, nonce);
        run.Gas.Read(60);
        if (!topic.Members.Reputers.Contains(bundle.Reputer))
            throw ChainErrors.Of(13, "reputer is not registered in this topic: address not registered", File + "87");
        if (topic.Members.StakeOf(bundle.Reputer) < Amounts.Parse(run.State.Emissions.Params.RequiredMinimumStake))
            throw ChainErrors.Of(11, "reputer does not have sufficient stake in the topic: insufficient stake", File + "100");
        Revenue.PayDataFee(run, message.Sender, topic.Id);
        run.Gas.Read(300);
        var kept = Canonical(message.ReputerValueBundle);
        ReputerSlots.Take(run, topic.Id, nonce, kept);
        run.Gas.Consume(Slot, "ReadFlat");
        run.Gas.Write(bundle.CalculateSize());
        run.Gas.Write(300);
        EmissionsEvents.Emit(run, new Protos.Emissions.V10.EventInsertReputerPayload
        {
            TopicId = topic.Id,
            Nonce = nonce,
            Reputer = bundle.Reputer,
            Bundle = LossBundles.Event(LossBundles.Read(kept.ValueBundle), run.State.Schema, kept.ValueBundle.ExtraData),
        });
        return new InsertReputerPayloadResponse();
    }

    private static void RequireOpen(Execution run, TopicState topic, long nonce)
    {
        if (topic.WorkerNonces.Any(open => open.Nonce == nonce))
            throw ChainErrors.Of(45, "worker nonce: nonce still unfulfilled", File + "62");
        var window = topic.ReputerNonces.Find(waiting => waiting.Nonce == nonce)
            ?? throw ChainErrors.Of(75, "reputer nonce: unfulfilled nonce not found", File + "69");
        if (run.Height >= window.Start && run.Height <= window.End)
            return;
        // The text names an end of its own, which is not the window's: clients are to trust the events.
        var named = nonce + topic.Definition.GroundTruthLag + (2 * topic.Definition.EpochLength);
        throw ChainErrors.Of(
            68,
            $"Reputer window not open for topic: {topic.Id}, current block {run.Height}, start window: {window.Start}, end window: {named}: reputer nonce window not available",
            File + "76");
    }

    private static void Require(InputReputerValueBundle? signed, Execution run)
    {
        try
        {
            Validate(signed ?? throw ChainErrors.InvalidRequest("reputer value bundle cannot be nil", Validations + "780"));
        }
        catch (ChainException refusal)
        {
            throw run.State.Schema == DevNetSchema.V9 ? Older(refusal, run.Height) : refusal.Wrap("failed to validate reputer value bundle");
        }
    }

    private static void Validate(InputReputerValueBundle signed)
    {
        var bundle = signed.ValueBundle ?? throw ChainErrors.InvalidRequest("value bundle cannot be nil", Validations + "785");
        if (bundle.TopicId == 0)
            throw ChainErrors.InvalidType("value bundle is invalid: topic id is invalid: topic id zero is reserved", Validations + "111");
        if (!ChainAddress.IsValid(bundle.Reputer))
            throw ChainErrors.InvalidAddress("value bundle is invalid: invalid reputer address", Validations + "540");
        if (bundle.ReputerRequestNonce?.ReputerNonce is not { BlockHeight: > 0 })
            throw ChainErrors.InvalidRequest("value bundle is invalid: reputer request nonce cannot be nil", Validations + "545");
        if (bundle.InfererValues.Count == 0)
            throw ChainErrors.InvalidRequest("value bundle is invalid: value bundle inferer values cannot be nil", Validations + "552");
        if (signed.Signature.IsEmpty)
            throw ChainErrors.InvalidRequest("signature cannot be empty", Validations + "795");
        var key = Key(signed.Pubkey);
        if (key is null || !Signatures.Verify(key, BoundedDecimals.Reencode(bundle), signed.Signature.Span))
            throw ChainErrors.InvalidRequest("signature verification failed", Validations + "815");
        if (ChainAddress.FromPublicKey(key) != bundle.Reputer)
            throw ChainErrors.Unauthorized($"reputer {bundle.Reputer} does not match pubkey {ChainAddress.FromPublicKey(key)}", Validations + "820");
    }

    /// <summary>v9 converts the bundle first, and says which block it was in.</summary>
    private static ChainException Older(ChainException refusal, long height)
    {
        const string OfValues = "value bundle is invalid: ";
        var converted = !refusal.Message.StartsWith(OfValues, StringComparison.Ordinal);
        var older = converted
            ? refusal.Wrap("failed to validate reputer value bundle")
            : new ChainException(refusal.Codespace, refusal.Code, refusal.Message[OfValues.Length..], refusal.Where).Wrap("failed to convert value bundle: failed to validate value bundle");
        return older.Wrap($"Reputer bad data format for block: {height}");
    }

    private static byte[]? Key(string hex)
    {
        try
        {
            var key = Convert.FromHexString(hex);
            return Signatures.IsPublicKey(key) ? key : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static InputReputerValueBundle Canonical(InputReputerValueBundle signed)
    {
        var kept = signed.Clone();
        kept.ValueBundle = InputValueBundle.Parser.ParseFrom(BoundedDecimals.Reencode(signed.ValueBundle));
        return kept;
    }
}
