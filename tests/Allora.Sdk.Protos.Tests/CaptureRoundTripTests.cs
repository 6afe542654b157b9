using System.Text.Json;
using Allora.TestData;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Protos.Tests;

/// <summary>A real node's bytes go through the generated types and come out the same: no field of theirs is unknown to us.</summary>
public class CaptureRoundTripTests
{
    private static readonly Dictionary<string, MethodDescriptor> Methods = CompiledPackages.Files
        .SelectMany(file => file.Services)
        .SelectMany(service => service.Methods)
        .ToDictionary(method => $"/{method.Service.FullName}/{method.Name}");

    [Theory]
    [InlineData("cosmos-grpc.json", 52)]
    [InlineData("emissions-grpc.json", 46)]
    [InlineData("feemarket-and-labels.json", 19)]
    [InlineData("older-node.json", 1)]
    [InlineData("pending-and-grants.json", 14)]
    [InlineData("refused-in-block.json", 16)]
    [InlineData("reputer-grpc.json", 9)]
    public void Recorded_replies_survive_the_generated_types(string file, int expected)
    {
        var replies = Data.Capture(file).EnumerateArray()
            .Where(entry => Text(entry, "transport") == "grpc" && entry.TryGetProperty("response_base64", out _))
            .ToList();
        var checkedReplies = 0;
        foreach (var entry in replies.Where(entry => entry.GetProperty("response").ValueKind == JsonValueKind.Object))
        {
            var method = Methods[Text(entry, "method")];
            var request = entry.GetProperty("request_base64").GetBytesFromBase64();
            var response = entry.GetProperty("response_base64").GetBytesFromBase64();

            Assert.Equal(request, AgainFrom(method.InputType, request));
            Assert.Equal(response, AgainFrom(method.OutputType, response));
            checkedReplies++;
        }

        Assert.Equal(expected, checkedReplies);
        Console.Out.WriteLine($"captures {file}: {checkedReplies} of {replies.Count} replies compared byte for byte");
    }

    [Theory]
    [InlineData("older-node.json", "broadcast-unknown-account")]
    [InlineData("pending-and-grants.json", "feegrant-broadcast-no-grant")]
    public void Replies_that_are_not_UTF8_are_refused_by_the_generated_types(string file, string name)
    {
        // This is why the SDK reads these replies itself; when protobuf learns to read them this test says so.
        var entry = Data.Capture(file).EnumerateArray().Single(one => Text(one, "name") == name);
        var method = Methods[Text(entry, "method")];

        Assert.Throws<InvalidProtocolBufferException>(() => method.OutputType.Parser.ParseFrom(entry.GetProperty("response_base64").GetBytesFromBase64()));
    }

    private static byte[] AgainFrom(MessageDescriptor type, byte[] bytes) =>
        type.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes).ToByteArray();

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
