using System.Text.Json;
using System.Text.RegularExpressions;
using Allora.Sdk.Protos.Cosmos.Crypto.Secp256K1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.TestData;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Tests.Recorded;

/// <summary>A recorded simulation: the message, who signed it, and the verdict. Refusal is empty for a success.</summary>
internal sealed partial record VerdictCase(string Name, IMessage Message, string TypeUrl, string Sender, string Refusal, long Gas)
{
    private static readonly TypeRegistry Types = TypeRegistry.FromFiles(Protos.Emissions.V9.TxReflection.Descriptor, Protos.Emissions.V10.TxReflection.Descriptor);

    public static IReadOnlyList<VerdictCase> Load(string file) => [.. Data.Capture(file).EnumerateArray().Select(Parse)];

    /// <summary>What is said without where in the source it is said, and the gas that it took.</summary>
    public static (string Refusal, long Gas) Split(string message)
    {
        var parts = Tail().Match(message);
        return parts.Success
            ? (message[..parts.Index], long.Parse(parts.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))
            : (message, 0);
    }

    private static VerdictCase Parse(JsonElement entry)
    {
        var request = SimulateRequest.Parser.ParseFrom(entry.GetProperty("request_base64").GetBytesFromBase64());
        var raw = TxRaw.Parser.ParseFrom(request.TxBytes);
        var any = TxBody.Parser.ParseFrom(raw.BodyBytes).Messages[0];
        var type = Types.Find(any.TypeUrl[1..]);
        var key = PubKey.Parser.ParseFrom(AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes).SignerInfos[0].PublicKey.Value).Key;
        var (refusal, gas) = entry.TryGetProperty("response_base64", out var response)
            ? ("", (long)SimulateResponse.Parser.ParseFrom(response.GetBytesFromBase64()).GasInfo.GasUsed)
            : Split(entry.GetProperty("status").GetProperty("message").GetString()!);
        return new VerdictCase(
            entry.GetProperty("name").GetString()!, type.Parser.ParseFrom(any.Value), any.TypeUrl, Values.ChainAddress.FromPublicKey(key.ToByteArray()), refusal, gas);
    }

    [GeneratedRegex(@" \[[^\[\]]*\.go:\d+\] with gas used: '(\d+)'$")]
    private static partial Regex Tail();
}
