using System.Collections;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Crypto.Secp256K1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V9;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using InputWorkerDataBundle = Allora.Sdk.Protos.Emissions.V10.InputWorkerDataBundle;
using OlderWorkerDataBundle = Allora.Sdk.Protos.Emissions.V9.InputWorkerDataBundle;
using TxReflection = Allora.Sdk.Protos.Emissions.V10.TxReflection;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Says the same in another cast: addresses, heights, topics, and every signature that held made anew with our keys.</summary>
internal sealed class Translator(Cast cast)
{
    public static readonly TypeRegistry Types = TypeRegistry.FromFiles(
        TxReflection.Descriptor,
        Protos.Emissions.V9.TxReflection.Descriptor,
        Protos.Cosmos.Bank.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Feegrant.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Feegrant.V1Beta1.TypesReflection.Descriptor,
        Protos.Cosmos.Auth.V1Beta1.QueryReflection.Descriptor,
        Protos.Cosmos.Tx.V1Beta1.TypesReflection.Descriptor,
        Protos.Cosmos.Crypto.Secp256K1.KeysReflection.Descriptor,
        Protos.Cosmos.Crypto.Ed25519.KeysReflection.Descriptor);

    private static readonly string[] HeightFields = ["height", "block_height", "block_height_last_inference", "timeout_height"];

    public byte[] Request(MethodDescriptor method, byte[] captured)
    {
        IMessage request;
        try
        {
            request = method.InputType.Parser.ParseFrom(captured);
        }
        catch (InvalidProtocolBufferException)
        {
            // A broken request is broken in every cast.
            return captured;
        }

        Translate(request);
        return request.ToByteArray();
    }

    /// <summary>Changes a captured reply: what was signed there is signed by ours.</summary>
    public void Reply(IMessage captured) => Translate(captured);

    public byte[] Transaction(byte[] captured)
    {
        TxRaw raw;
        TxBody body;
        AuthInfo auth;
        try
        {
            raw = TxRaw.Parser.ParseFrom(captured);
            body = TxBody.Parser.ParseFrom(raw.BodyBytes);
            auth = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return captured;
        }

        if (auth.SignerInfos.Count == 0)
            return captured;
        var key = PubKey.Parser.ParseFrom(auth.SignerInfos[0].PublicKey.Value).Key;
        var index = cast.IndexOf(key.Span) ?? throw new InvalidOperationException("a key that is not in the cast");
        var valid = raw.Signatures.Count > 0 && Holds(raw, index);
        Translate(body);
        Translate(auth);
        auth.SignerInfos[0].PublicKey.Value = new PubKey { Key = ByteString.CopyFrom(cast.Wallets[index].PublicKey) }.ToByteString();
        var ours = new TxRaw { BodyBytes = body.ToByteString(), AuthInfoBytes = auth.ToByteString() };
        var document = new SignDoc
        {
            BodyBytes = ours.BodyBytes,
            AuthInfoBytes = ours.AuthInfoBytes,
            // What did not hold there must not hold here.
            ChainId = valid ? cast.ChainId : cast.ChainId + "-other",
            AccountNumber = cast.Number(index),
        };
        foreach (var signature in raw.Signatures)
            ours.Signatures.Add(signature.IsEmpty ? ByteString.Empty : ByteString.CopyFrom(cast.Wallets[index].Sign(document.ToByteArray())));
        var bytes = ours.ToByteArray();
        cast.Remember(captured, bytes);
        return bytes;
    }

    private bool Holds(TxRaw raw, int index)
    {
        for (var number = 0UL; number < 64; number++)
        {
            var document = new SignDoc { BodyBytes = raw.BodyBytes, AuthInfoBytes = raw.AuthInfoBytes, ChainId = "localnet", AccountNumber = number };
            if (Signatures.Verify(Convert.FromHexString(cast.CapturedKeys[index]), document.ToByteArray(), raw.Signatures[0].Span))
                return cast.CapturedNumbers.TryAdd(index, number) || cast.CapturedNumbers[index] == number;
        }

        return false;
    }

    private void Translate(IMessage message)
    {
        switch (message)
        {
            case Any any:
                TranslateAny(any);
                return;
            case InputWorkerDataBundle bundle:
                var worker = bundle.InferenceForecastsBundle is { } content ? cast.SignerOf(content.ToByteArray(), bundle.InferencesForecastsBundleSignature.Span) : null;
                TranslateFields(bundle);
                if (worker is { } signer)
                    bundle.InferencesForecastsBundleSignature = ByteString.CopyFrom(cast.Wallets[signer].Sign(bundle.InferenceForecastsBundle.ToByteArray()));
                return;
            case OlderWorkerDataBundle bundle:
                var older = bundle.InferenceForecastsBundle is { } held ? cast.SignerOf(held.ToByteArray(), bundle.InferencesForecastsBundleSignature.Span) : null;
                TranslateFields(bundle);
                if (older is { } key)
                    bundle.InferencesForecastsBundleSignature = ByteString.CopyFrom(cast.Wallets[key].Sign(bundle.InferenceForecastsBundle.ToByteArray()));
                return;
            case InputReputerValueBundle { ValueBundle: not null } bundle:
                var reputer = cast.SignerOf(bundle.ValueBundle.ToByteArray(), bundle.Signature.Span);
                TranslateFields(bundle);
                if (reputer is { } index)
                    bundle.Signature = ByteString.CopyFrom(cast.Wallets[index].Sign(bundle.ValueBundle.ToByteArray()));
                return;
            default:
                TranslateFields(message);
                return;
        }
    }

    private void TranslateAny(Any any)
    {
        if (Types.Find(any.TypeUrl[(any.TypeUrl.LastIndexOf('/') + 1)..]) is not { } type)
            return;
        var inner = type.Parser.ParseFrom(any.Value);
        Translate(inner);
        any.Value = inner.ToByteString();
    }

    private void TranslateFields(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (value is IList list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is IMessage item)
                        Translate(item);
                    else if (list[i] is string text)
                        list[i] = cast.Text(text);
                }
            }
            else if (value is IMessage inner)
            {
                Translate(inner);
            }
            else if (Changed(field, value) is { } changed)
            {
                field.Accessor.SetValue(message, changed);
            }
        }
    }

    private object? Changed(FieldDescriptor field, object? value) => value switch
    {
        string { Length: > 0 } text => cast.Text(text),
        long height and not 0 when HeightFields.Contains(field.Name) => cast.Height(height),
        ulong height and not 0 when HeightFields.Contains(field.Name) => (ulong)cast.Height((long)height),
        ulong topic and not 0 when field.Name == "topic_id" => cast.Topic(topic),
        ByteString { IsEmpty: false } bytes when field.Name == "tx_bytes" => ByteString.CopyFrom(Transaction(bytes.ToByteArray())),
        _ => null,
    };
}
