using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Chain.Replay;
using Google.Protobuf;

namespace Allora.Sdk.Tests.Chain.Services;

/// <summary>A topic with fields of a newer chain: they are noticed over every transport, and never written over.</summary>
public sealed class StoredTopicTests
{
    private static readonly Topic Known = new() { Id = 7, Creator = AlloraMessageSamples.Someone, LossMethod = "mse", PNorm = "3", AlphaRegret = "0.1", MaxLabelsPerSubmission = 1 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_update_of_a_newer_chains_topic_is_refused()
    {
        // As upcoming.md describes it: max_top_inferers_to_reward has the number 31.
        var newer = (byte[])[.. Known.ToByteArray(), 0xF8, 0x01, 20];
        byte[] reply = [.. Prefixed(newer), .. new GetTopicResponse { Weight = "1" }.ToByteArray()];
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Reply(reply));
        await using var client = new AlloraClient(server.Network);

        var refusal = await Assert.ThrowsAsync<AlloraException>(() => client.PrepareTopicUpdateAsync(7, new TopicChange { Metadata = "x" }, Ct));

        Assert.Equal(AlloraErrorReason.InvalidRequest, refusal.Reason);
        Assert.Contains("field 31", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(7ul, (await client.GetTopicAsync(7, Ct)).Id);
    }

    [Fact]
    public void A_gateways_unknown_names_are_seen()
    {
        const string json = """{"topic":{"id":"7","loss_method":"mse","max_top_inferers_to_reward":"20"},"weight":"1","new_beside_it":{}}""";

        var read = StoredTopic.Read(JsonToWire.Read(System.Text.Encoding.UTF8.GetBytes(json), GetTopicResponse.Descriptor), Topic.Descriptor);

        Assert.Equal(["max_top_inferers_to_reward"], read.Unknown);
        Assert.Equal("mse", read.Topic!.LossMethod);
    }

    [Fact]
    public void An_older_versions_topic_must_not_have_a_newer_ones_fields()
    {
        var reply = new GetTopicResponse { Topic = Known }.ToByteArray();

        Assert.Empty(StoredTopic.Read(reply, Topic.Descriptor).Unknown);
        Assert.Equal(["field 27"], StoredTopic.Read(reply, Protos.Emissions.V9.Topic.Descriptor).Unknown);
    }

    private static byte[] Prefixed(byte[] topic) => [0x0A, checked((byte)topic.Length), .. topic];
}
