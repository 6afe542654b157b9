using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Sending;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Allora.Sdk.Workers.Funding;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
#pragma warning disable CA5394 // A test's random numbers are to be repeatable.
namespace Allora.Sdk.Tests.Funding;

/// <summary>Wallets that are kept in coins, with nodes that lie about balances.</summary>
public sealed class FundingTests
{
    private const int Wallets = 4;
    private const int Rich = 50;
    private const int Rounds = 48;

    private static readonly UAllo Floor = UAllo.FromAllo("0.4");
    private static readonly UAllo Target = UAllo.FromAllo("1");
    private static readonly UAllo Ceiling = UAllo.FromAllo("6");
    private static readonly UAllo Limit = UAllo.FromAllo("24");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task For_two_days_no_wallet_is_below_its_floor_and_the_limits_hold_whatever_a_node_says()
    {
        var random = new Random(7);
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Nodes = 2, StepByHand = true, Genesis = Genesis(start) }, Ct);
        var time = new ShiftedTime { Ahead = start + TimeSpan.FromMinutes(1) - TimeProvider.System.GetUtcNow() };
        await using var client = new AlloraClient(
            chain.Network with { Endpoints = [.. chain.Nodes.SelectMany(node => chain.NetworkOf(node).Endpoints)] }, new AlloraClientOptions { TimeProvider = time });
        var journal = new MemoryJournal();
        using var treasury = WalletOf(0).With(journal);
        using var rich = WalletOf(Rich).With(journal);
        List<AlloraWallet> wallets = [.. Enumerable.Range(1, Wallets).Select(index => WalletOf(index).With(journal))];
        var sweepTo = WalletOf(99).Address;
        var options = new FundingOptions
        {
            Wallets = [.. wallets.Select(static wallet => wallet.Address)],
            Floor = Floor,
            Target = Target,
            Ceiling = Ceiling,
            DailyLimit = Limit,
            SweptWallets = [rich],
            SweepTo = sweepTo,
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var stepping = StepAsync(chain, stop.Token);
        var seen = 0;
        var days = new Dictionary<int, BigInteger>();
        for (var round = 0; round < Rounds; round++)
        {
            await SpendAsync(client, wallets, treasury.Address, random);
            var lie = round % 3 == 2 ? null : new Lie { Method = "Balance", Path = "balance.amount", Value = round % 3 == 0 ? UAllo.FromAllo("500").Value.ToString(CultureInfo.InvariantCulture) : "0" };
            if (lie is not null)
                chain.Nodes[1].Lies.Add(lie);

            // A new one each time, as after a restart: the day's sums are in the journal.
            await new WalletFunding(client, treasury, options).RunOnceAsync(Ct);

            if (lie is not null)
            {
                Assert.True(lie.Hits > 0, "nobody was lied to");
                chain.Nodes[1].Lies.Remove(lie);
            }

            Assert.All(wallets, wallet => Assert.True(chain.Balance(wallet.Address) >= Floor, $"round {round}: {wallet.Address} has {chain.Balance(wallet.Address)}"));
            var day = round / 24;
            var all = chain.Transactions().ToList();
            foreach (var transfer in all.Skip(seen).SelectMany(TransfersOf).Where(one => one.FromAddress == treasury.Address || one.FromAddress == rich.Address))
            {
                if (transfer.FromAddress == rich.Address)
                    Assert.Equal(sweepTo, transfer.ToAddress);
                else
                    Assert.Contains(transfer.ToAddress, options.Wallets);
                if (transfer.FromAddress == treasury.Address)
                    days[day] = days.GetValueOrDefault(day) + BigInteger.Parse(transfer.Amount[0].Amount, CultureInfo.InvariantCulture);
            }

            seen = all.Count;
            time.Ahead += TimeSpan.FromHours(1);
        }

        await stop.CancelAsync();
        await stepping;
        Assert.Equal(2, days.Count);
        Assert.All(days.Values, sent => Assert.True(sent <= Limit.Value && sent > BigInteger.Zero, $"{sent}"));
        Assert.True(chain.Balance(sweepTo) > UAllo.FromAllo("8"), $"{chain.Balance(sweepTo)}");
        wallets.ForEach(static wallet => wallet.Dispose());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_node_that_always_says_zero_costs_no_more_than_the_ceiling_and_the_limit()
    {
        await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = Genesis(DateTimeOffset.UnixEpoch.AddYears(56)) }, Ct);
        await using var client = new AlloraClient(chain.Network);
        using var treasury = WalletOf(0).With(new MemoryJournal());
        var options = new FundingOptions { Wallets = [WalletOf(1).Address, WalletOf(2).Address], Floor = Floor, Target = Target, Ceiling = UAllo.FromAllo("2.5"), DailyLimit = UAllo.FromAllo("4") };
        chain.Lies.Add(new Lie { Method = "Balance", Path = "balance.amount", Value = "0" });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var stepping = StepAsync(chain, stop.Token);
        var funding = new WalletFunding(client, treasury, options);
        FundingRound last = new();
        for (var round = 0; round < 6; round++)
            last = await funding.RunOnceAsync(Ct);

        await stop.CancelAsync();
        await stepping;
        Assert.Equal(UAllo.FromAllo("4"), last.SentToday);
        Assert.Equal(2, last.HeldBack.Count);
        Assert.All(options.Wallets, address => Assert.True(chain.Balance(address) <= UAllo.FromAllo("3.5"), $"{chain.Balance(address)}"));
    }

    private static DevNetGenesis Genesis(DateTimeOffset start) => DevNetGenesis.Default with
    {
        Time = start,
        StepPerBlock = TimeSpan.FromMinutes(2),
        Accounts = [new GenesisAccount { Index = 0 }, .. Enumerable.Range(1, Wallets).Select(static index => new GenesisAccount { Index = index, Uallo = Target }), new GenesisAccount { Index = Rich, Uallo = UAllo.FromAllo("10") }],
    };

    private static AlloraWallet WalletOf(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index));

    private static async Task SpendAsync(AlloraClient client, List<AlloraWallet> wallets, string to, Random random)
    {
        foreach (var wallet in wallets)
        {
            await using var transactions = client.OpenWallet(wallet, new TransactionOptions());
            (await transactions.SendAsync(AlloraMessage.Transfer(to, new UAllo(UAllo.FromAllo("0.19").Value * random.Next(1, 100) / 100)), Ct)).EnsureIncluded();
        }
    }

    private static IEnumerable<MsgSend> TransfersOf(DevNetTransaction transaction) => TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction.Bytes.Span).BodyBytes).Messages
        .Where(static message => message.TypeUrl == "/cosmos.bank.v1beta1.MsgSend")
        .Select(static message => MsgSend.Parser.ParseFrom(message.Value));

    private static async Task StepAsync(AlloraDevNet chain, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (chain.PendingTransactions > 0)
                    await chain.StepAsync(1, stop);
                await Task.Delay(5, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }
}
