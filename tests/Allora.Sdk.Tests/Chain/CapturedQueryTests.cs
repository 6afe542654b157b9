using System.Globalization;
using Allora.Sdk.Tests.Chain.Replay;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain;

/// <summary>The recorded queries of every Cosmos chain, through the client.</summary>
public class CapturedQueryTests
{
    private const string Known = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";
    private const string Unknown = "allo1487denmpmvdnyzvavfunwl770nhzh4ypep038k";

    [Fact]
    public async Task The_chain_id_is_the_nodes_network() =>
        Assert.Equal("localnet", await QueryAsync("node-info", client => client.GetChainIdAsync(Ct)));

    [Theory]
    [InlineData("account-info", 26ul, 58L)]
    [InlineData("pending-account-info", 54ul, 349L)]
    public async Task An_account_has_a_number_and_a_sequence(string name, ulong sequence, long height)
    {
        var account = await QueryAsync(name, client => client.GetAccountAsync(Known, Ct));

        Assert.Equal(new() { Address = Known, AccountNumber = 1, Sequence = sequence, Height = height }, account);
    }

    [Fact]
    public async Task An_account_that_never_received_anything_is_null() =>
        Assert.Null(await QueryAsync("account-info-not-found", client => client.GetAccountAsync(Unknown, Ct)));

    [Theory]
    [InlineData("account-info-wrong-prefix", "cosmos1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5lzv7xu", StatusCode.Unknown)]
    [InlineData("account-info-garbage-address", "not-an-address", StatusCode.Unknown)]
    [InlineData("account-info-empty", "", StatusCode.InvalidArgument)]
    public async Task An_address_that_is_none_is_an_error(string name, string address, StatusCode status)
    {
        var failure = await Assert.ThrowsAsync<AlloraException>(() => QueryAsync(name, client => client.GetAccountAsync(address, Ct)));

        Assert.Equal((AlloraErrorReason.InvalidRequest, false, status), (failure.Reason, failure.IsTransient, failure.Status));
    }

    [Theory]
    [InlineData("balance", Known, "996999999999999765774400")]
    [InlineData("balance-unknown-account", Unknown, "0")]
    public async Task A_balance_has_all_its_digits(string name, string address, string expected) =>
        Assert.Equal(UAllo.Parse(expected), await QueryAsync(name, client => client.GetBalanceAsync(address, Ct)));

    [Fact]
    public async Task A_coin_that_is_none_is_an_error()
    {
        var captured = CapturedCall.Get("balance-bad-denom");
        await using var server = await ReplayServer.StartAsync(captured);
        await using var client = new AlloraClient(server.Network with { Denom = "!!" });

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetBalanceAsync(Known, Ct));

        Assert.Equal((AlloraErrorReason.InvalidRequest, false), (failure.Reason, failure.IsTransient));
    }

    // The recorder kept microseconds of what the chain counts in nanoseconds.
    [Theory]
    [InlineData("latest-block", null, 58, "2026-11-23T21:18:33.973858Z")]
    [InlineData("block-by-height", 5L, 5, "2026-11-23T21:14:08.495611Z")]
    public async Task A_block_has_a_height_and_a_time(string name, long? asked, long height, string time)
    {
        var header = await QueryAsync(name, client => client.GetBlockHeaderAsync(asked, Ct));

        Assert.Equal(height, header.Height);
        Assert.Equal(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), header.Time, TimeSpan.FromMicroseconds(1));
        Assert.Equal(TimeSpan.Zero, header.Time.Offset);
    }

    [Fact]
    public async Task A_block_that_the_node_does_not_have_yet_may_come()
    {
        var failure = await Assert.ThrowsAsync<AlloraException>(
            () => QueryAsync("block-by-height-future", client => client.GetBlockHeaderAsync(99999999, Ct)));

        Assert.Equal((AlloraErrorReason.NotSynced, true), (failure.Reason, failure.IsTransient));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<T> QueryAsync<T>(string name, Func<AlloraClient, Task<T>> ask)
    {
        await using var server = await ReplayServer.StartAsync(CapturedCall.Get(name));
        await using var client = new AlloraClient(server.Network);
        return await ask(client);
    }
}
