using System.Text.Json.Nodes;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.TestData;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

/// <summary>CometBFT RPC as gateways before real nodes write it: zero values left out, numbers as numbers, ids as text, and worse.</summary>
public class OddGatewayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("abci-query-without-code")]
    [InlineData("broadcast-without-code")]
    [InlineData("event-without-attributes")]
    [InlineData("gas-as-number")]
    [InlineData("id-as-text")]
    public async Task A_recorded_oddity_changes_no_answer(string name)
    {
        await using var setup = await DevNetSetup.StartAsync(way: AlloraTransport.Rpc);
        await using var gateway = await OddGateway.StartAsync(setup.Chain.Rpc, OddGateway.Rules(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Data.CasesFolder, "rpc", name + ".json"), Ct))!));
        await using var client = Over(setup, gateway.Address);

        Assert.Equal(await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct), await client.GetBalanceAsync(setup.Wallet.Address, Ct));
        var signed = await setup.SignAsync(setup.Send("17"));
        var accepted = await client.BroadcastAsync(signed.Bytes, Ct);
        Assert.Equal((signed.Hash, null), (accepted.Hash, accepted.Error));
        await setup.Chain.StepAsync(cancellationToken: Ct);

        var receipt = await client.GetTransactionAsync(signed.Hash, Ct);
        var expected = await setup.Client.GetTransactionAsync(signed.Hash, Ct);
        Assert.NotNull(receipt);
        Assert.NotNull(expected);
        Assert.Equal((expected.Height, expected.Error, expected.GasWanted), (receipt.Height, receipt.Error, receipt.GasWanted));
        Assert.Equal(name == "gas-as-number" ? 186_000UL : expected.GasUsed, receipt.GasUsed);
        if (name == "event-without-attributes")
            Assert.Equal(("tx_done", 0), (receipt.Events.Single().Type, receipt.Events.Single().Attributes.Count));
        else
            Assert.Equal(expected.Events.SelectMany(static one => one.Attributes), receipt.Events.SelectMany(static one => one.Attributes));
    }

    [Fact]
    public async Task Beside_a_healthy_gateway_an_odd_one_is_passed_over()
    {
        await using var setup = await DevNetSetup.StartAsync(way: AlloraTransport.Rpc);
        var asked = 0;
        await using var gateway = await OddGateway.StartAsync(setup.Chain.Rpc, (_, reply) =>
        {
            Interlocked.Increment(ref asked);
            reply["result"] = new JsonObject { ["answer"] = 42 };
            return reply;
        });
        await using var both = Over(setup, gateway.Address, setup.Chain.Rpc);
        await using var alone = Over(setup, gateway.Address);

        Assert.Equal(await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct), await both.GetBalanceAsync(setup.Wallet.Address, Ct));
        Assert.True(asked > 0);
        var failure = await Assert.ThrowsAsync<AlloraException>(() => alone.GetBalanceAsync(setup.Wallet.Address, Ct));

        Assert.Equal((AlloraErrorReason.Transport, true), (failure.Reason, failure.IsTransient));
        Assert.Contains($"the reply of rpc+http://127.0.0.1:{gateway.Address.Port} cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_a_reply_holds_in_place_of_a_field_a_call_ends_with_an_answer_or_a_typed_error()
    {
        await using var setup = await DevNetSetup.StartAsync(way: AlloraTransport.Rpc);
        var included = await setup.SignAsync(setup.Send("17"));
        await setup.IncludeAsync(included);
        (string Path, string? Value)? lie = null;
        HashSet<string> paths = [];
        await using var gateway = await OddGateway.StartAsync(setup.Chain.Rpc, (_, reply) =>
        {
            if (lie is not { } rule)
                Collect(reply, "", paths);
            else if (OddGateway.Parent(reply, rule.Path, out var name) is { } parent && parent.ContainsKey(name))
                Put(parent, name, rule.Value);
            return reply;
        });
        await using var client = Over(setup, gateway.Address);
        var repeated = await setup.SignAsync(setup.Send("18"));
        Func<Task>[] calls =
        [
            () => client.GetBalanceAsync(setup.Wallet.Address, Ct),
            () => client.GetTransactionAsync(included.Hash, Ct),
            () => client.BroadcastAsync(repeated.Bytes, Ct),
        ];
        foreach (var call in calls)
            await call();

        var typed = 0;
        foreach (var path in paths)
        {
            // Absent first, then other kinds and extremes.
            foreach (var value in (string?[])[null, "null", "[]", "{}", "true", "\"abc\"", "-1", "1e400", "18446744073709551616", "\"9223372036854775808\""])
            {
                lie = (path, value);
                foreach (var call in calls)
                {
                    try
                    {
                        await call();
                    }
                    catch (AlloraException)
                    {
                        typed++;
                    }
                }
            }
        }

        Assert.True(paths.Count > 15, string.Join(' ', paths));
        Assert.True(typed > paths.Count, $"{typed} errors from {paths.Count} paths");
    }

    private static void Collect(JsonNode? node, string path, HashSet<string> paths)
    {
        if (node is not JsonObject fields)
            return;
        foreach (var (name, value) in fields)
        {
            paths.Add(path + name);
            Collect(value, $"{path}{name}.", paths);
        }
    }

    private static void Put(JsonObject parent, string name, string? value)
    {
        if (value is null)
            parent.Remove(name);
        else
            parent[name] = JsonNode.Parse(value);
    }

    private static AlloraClient Over(DevNetSetup setup, params Uri[] addresses) => new(setup.Client.Network with
    {
        Endpoints = [.. addresses.Select(static address => new AlloraEndpoint(new Uri($"rpc+{address.OriginalString}")))],
    });
}
