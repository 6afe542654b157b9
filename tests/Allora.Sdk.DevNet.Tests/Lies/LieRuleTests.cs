using System.Text;
using Allora.Sdk.DevNet.Control;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;

namespace Allora.Sdk.DevNet.Tests.Lies;

/// <summary>How lies are written, for how long they act, and who can see them.</summary>
public sealed class LieRuleTests
{
    private static readonly DevNetOptions ByHand = new() { StepByHand = true, Nodes = 2 };

    [Theory]
    [InlineData("a[")]
    [InlineData("a..b")]
    [InlineData("event:Type")]
    [InlineData("event:/attribute")]
    [InlineData("error:many")]
    public void A_path_that_cannot_be_read_is_refused(string path)
    {
        var refused = Assert.Throws<FormatException>(() => new Lie { Path = path });
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lie_is_read_from_json()
    {
        var lie = Lie.Parse("""{"path":"a[\"b.c\"].d[3]","change":"stale","ago":4,"protocol":"rest","method":"GetTx","times":2,"skip":1,"blocks":9}""");
        Assert.Equal((LieChange.Stale, 4, 2, 1, 9, "GetTx"), (lie.Change, lie.Ago, lie.Times, lie.Skip, lie.Blocks, lie.Method));
        Assert.Throws<FormatException>(() => Lie.Parse("{}"));
        Assert.Throws<FormatException>(() => Lie.Parse("{"));
        Assert.Throws<FormatException>(() => Lie.Parse("""{"path":"a","change":"odd"}"""));
    }

    [Fact]
    public async Task Some_answers_pass_first_and_values_alternate()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.Lies.Add(new Lie { Path = "info.sequence", Values = ["5", "6"], Skip = 1, Times = 3 });
        List<ulong> seen = [];
        for (var i = 0; i < 5; i++)
            seen.Add((await client.AccountAsync(devnet.Accounts[0].Address)).Sequence);
        Assert.Equal([0ul, 5, 6, 5, 0], seen);
    }

    [Fact]
    public async Task A_lie_ends_with_its_blocks_on_every_node()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        var lie = devnet.AddLie(new Lie { Path = "info.sequence", Value = "5", Blocks = 2 });
        await devnet.StepAsync();
        foreach (var node in devnet.Nodes)
        {
            using var client = new TestClient(node.Grpc);
            Assert.Equal(5ul, (await client.AccountAsync(devnet.Accounts[0].Address)).Sequence);
        }

        Assert.Equal([0, 1], lie.Told.Select(hit => hit.Node));
        await devnet.StepAsync();
        Assert.All(devnet.Nodes, node => Assert.Empty(node.Lies.Active));
    }

    [Fact]
    public async Task The_control_port_and_the_log_show_lies()
    {
        using var text = new MemoryStream();
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        await using (DevNetLog.Open(devnet, text))
        {
            await using var control = DevNetControl.Start(devnet);
            using var port = await ControlLine.OpenAsync(control.Port);
            var added = await port.AskAsync("""{"do":"lie","path":"info.sequence","value":"9","method":"AccountInfo","node":1}""");
            Assert.Equal((true, 1), ((bool)added["ok"]!, (int)added["fault"]!));
            using var client = new TestClient(devnet.Nodes[1].Grpc);
            Assert.Equal(9ul, (await client.AccountAsync(devnet.Accounts[0].Address)).Sequence);
            var shown = (await port.AskAsync("""{"do":"counts"}"""))["lies"]![0]!;
            Assert.Equal((1, 1, true, "info.sequence"), ((int)shown["hits"]!, (int)shown["last_height"]!, (bool)shown["active"]!, (string)shown["path"]!));
            Assert.False((bool)(await port.AskAsync("""{"do":"lie","path":"a["}"""))["ok"]!);
            await port.AskAsync("""{"do":"clear","fault":1}""");
            Assert.Empty(devnet.Nodes[1].Lies.Active);
        }

        var log = Encoding.UTF8.GetString(text.ToArray());
        foreach (var kind in (string[])["fault_on", "fault_hit", "fault_off"])
            Assert.Contains(log.Split('\n'), line => line.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal) && line.Contains("\"path\":\"info.sequence\"", StringComparison.Ordinal));
    }
}
