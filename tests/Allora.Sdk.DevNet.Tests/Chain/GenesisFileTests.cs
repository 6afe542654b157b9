using System.Text;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Tests.Chain;

public sealed class GenesisFileTests
{
    [Fact]
    public void What_a_file_leaves_out_keeps_its_default()
    {
        var genesis = Read("""{ "chain_id": "x", "topics": [ { "id": 5, "multi": true, "labels": ["a"] } ], "parameters": { "registration_fee": 7, "global_whitelist_enabled": false } }""");
        Assert.Equal(("x", "10", 1L, DevNetSchema.V10, true), (genesis.ChainId, genesis.GasPrice.ToString(), genesis.InitialHeight, genesis.Schema, genesis.Feemarket));
        var topic = Assert.Single(genesis.Topics!);
        Assert.Equal((5UL, "mse", 30L, true), (topic.Id, topic.LossMethod, topic.EpochLength, topic.Active));
        Assert.Equal(["7", "false"], genesis.Parameters.Values);
    }

    [Fact]
    public void A_written_genesis_reads_back_the_same()
    {
        var genesis = DevNetGenesis.Default with
        {
            Schema = DevNetSchema.V9,
            BlockInterval = TimeSpan.FromMilliseconds(250),
            Time = DateTimeOffset.UnixEpoch,
            Topics = [new GenesisTopic { Id = 3, Stake = new Dictionary<string, UAllo> { ["allo1x"] = UAllo.Parse("5") } }],
        };
        var again = DevNetGenesis.FromJson(genesis.ToJson());
        Assert.Equal(genesis.ToJson(), again.ToJson());
        Assert.Equal((genesis.BlockInterval, genesis.Time), (again.BlockInterval, again.Time));
    }

    [Theory]
    [InlineData("""{ "chain": "x" }""", "chain")]
    [InlineData("""{ "schema": "v8" }""", "v9 or v10")]
    [InlineData("""{ "block_interval": "soon" }""", "500ms")]
    [InlineData("""{ "topics": [ { "id": "five" } ] }""", "id")]
    [InlineData("""{ "gas_price": "cheap" }""", "gas_price: \"cheap\"")]
    [InlineData("""{ "accounts": [ { "uallo": "-5" } ] }""", "uallo: \"-5\"")]
    [InlineData("""[]""", "object")]
    [InlineData("""{ "chain_id": """, "wrong")]
    public void A_wrong_file_is_refused_in_words(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "parameters": { "no_such": "1" } }""", "no_such")]
    [InlineData("""{ "parameters": { "registration_fee": "1", "min_epoch_length": "few" } }""", "min_epoch_length")]
    [InlineData("""{ "accounts": [ { "address": "cosmos1abc" } ] }""", "cosmos1abc")]
    [InlineData("""{ "accounts": [ {}, {} ] }""", "twice")]
    [InlineData("""{ "accounts": [] }""", "no account")]
    [InlineData("""{ "topics": [ { "id": 1 }, { "id": 1 } ] }""", "topic 1")]
    [InlineData("""{ "topics": [ { "id": 1, "epoch_length": 3 } ] }""", "window")]
    public async Task A_genesis_that_cannot_be_is_refused_in_words(string json, string expected)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = Read(json), StepByHand = true });
        });
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private static DevNetGenesis Read(string json) => DevNetGenesis.FromJson(Encoding.UTF8.GetBytes(json));
}
