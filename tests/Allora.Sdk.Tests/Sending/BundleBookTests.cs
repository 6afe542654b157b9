using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Sending.Bundles;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Sending;

/// <summary>One statement for each part of a nonce, and the same bytes for ever.</summary>
public sealed class BundleBookTests : IDisposable
{
    private static readonly JournalKey Key = new() { ChainId = "testchain-1", Wallet = "allo1test" };

    private readonly AlloraWallet _wallet = WorkerScene.FirstAccount();
    private readonly MemoryJournal _store = new();
    private WalletJournal? _journal;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _wallet.Dispose();

    [Fact]
    public async Task The_same_statement_gets_the_same_bytes_and_one_record()
    {
        var book = await OpenAsync();
        var first = await SignAsync(book, Inference("0.5"));
        var again = await SignAsync(book, Inference("0.5"));

        Assert.Equal(first.Value.ToArray(), again.Value.ToArray());
        Assert.Equal(first.Value.ToArray(), Assert.Single(_store.RecordsOf(Key)).Bytes!.Value.ToArray());
    }

    [Fact]
    public async Task Another_statement_is_refused_in_this_run_and_in_the_next_one()
    {
        var book = await OpenAsync();
        var first = await SignAsync(book, Inference("0.5"));
        await RefusedAsync();

        book = await OpenAsync();

        await RefusedAsync();
        Assert.Equal(first.Value.ToArray(), (await SignAsync(book, Inference("0.5"))).Value.ToArray());
        Assert.Equal(first.Value.ToArray(), book.Find("payload", 67, 100)!.Message.Value.ToArray());
        Assert.Single(_store.RecordsOf(Key));

        async Task RefusedAsync()
        {
            var refused = await Assert.ThrowsAsync<AlloraException>(async () => await SignAsync(book, Inference("0.6")));
            Assert.Equal((AlloraErrorReason.AlreadySigned, false), (refused.Reason, refused.IsTransient));
        }
    }

    [Theory]
    [InlineData("extra")]
    [InlineData("proof")]
    public async Task What_goes_beside_the_value_is_part_of_the_statement(string what)
    {
        var book = await OpenAsync();
        await SignAsync(book, Inference("0.5"));
        var payload = Payload("0.5");
        payload = what == "extra" ? payload with { ExtraData = new byte[] { 1 } } : payload with { Proof = "p" };

        await Assert.ThrowsAsync<AlloraException>(async () => await SignAsync(book, new WorkerBundle(new PayloadEncodingV10(), payload)));
    }

    [Fact]
    public async Task An_inference_and_a_forecast_are_apart_and_the_rest_of_a_bundle_may_be_signed_alone()
    {
        var book = await OpenAsync();
        await SignAsync(book, new WorkerBundle(new PayloadEncodingV10(), Both("0.5", "0.1")));

        await SignAsync(book, new WorkerBundle(new PayloadEncodingV10(), Both("0.5", "0.1") with { Labels = [] }), "forecast");

        await Assert.ThrowsAsync<AlloraException>(async () => await SignAsync(book, new WorkerBundle(new PayloadEncodingV10(), Both("0.5", "0.2") with { Labels = [] }), "forecast"));
        await Assert.ThrowsAsync<AlloraException>(async () => await SignAsync(book, Inference("0.6")));
    }

    [Fact]
    public async Task After_an_upgrade_the_same_statement_is_signed_in_the_new_encoding()
    {
        var book = await OpenAsync();
        var before = await SignAsync(book, new WorkerBundle(new PayloadEncodingV9(), Payload("0.5")));

        var after = await SignAsync(book, Inference("0.5"));

        Assert.NotEqual(before.TypeUrl, after.TypeUrl);
        await Assert.ThrowsAsync<AlloraException>(async () => await SignAsync(book, Inference("0.6")));
    }

    [Fact]
    public async Task What_never_leaves_the_process_is_neither_journaled_nor_binding()
    {
        var book = await OpenAsync();
        await book.SignAsync("payload", Inference("0.5"), "0.5", leaves: false, Ct);

        await SignAsync(book, Inference("0.6"));

        Assert.Single(_store.RecordsOf(Key));
    }

    [Fact]
    public async Task A_bundle_that_is_not_journaled_is_not_handed_out()
    {
        var book = await OpenAsync();
        _store.TakeAway(Key);

        var lost = await Assert.ThrowsAsync<JournalException>(async () => await SignAsync(book, Inference("0.5")));

        Assert.Equal(AlloraErrorReason.JournalLost, lost.Reason);
        Assert.Throws<JournalException>(_journal!.RequireHeld);
        await Assert.ThrowsAsync<JournalException>(async () => await SignAsync(book, Inference("0.5")));
    }

    [Fact]
    public async Task Compaction_keeps_the_newest_bundles()
    {
        var book = await OpenAsync();
        for (var nonce = 1; nonce <= 100; nonce++)
            await SignAsync(book, new WorkerBundle(new PayloadEncodingV10(), Payload("0.5") with { Nonce = nonce }));

        var kept = JournalCompaction.Needed(_store.RecordsOf(Key));

        Assert.Equal(Enumerable.Range(101 - JournalCompaction.BundlesToKeep, JournalCompaction.BundlesToKeep).Select(nonce => (long)nonce), kept.Select(record => record.Nonce));
    }

    private async Task<BundleBook> OpenAsync()
    {
        if (_journal is not null)
            await _journal.DisposeAsync();
        var session = await _store.OpenAsync(Key, Ct);
        _journal = new WalletJournal(session);
        var book = new BundleBook(_wallet, _journal, TimeProvider.System);
        foreach (var record in session.Records)
            book.Restore(record);
        return book;
    }

    private static ValueTask<Encodings.Transactions.TransactionMessage> SignAsync(BundleBook book, UnsignedBundle bundle, string purpose = "payload") =>
        book.SignAsync(purpose, bundle, "text", leaves: true, Ct);

    private WorkerBundle Inference(string value) => new(new PayloadEncodingV10(), Payload(value));

    private WorkerPayload Payload(string value) => new()
    {
        Worker = _wallet.Address,
        TopicId = 67,
        Nonce = 100,
        Labels = [KeyValuePair.Create(WorkerPayload.SingleLabel, ChainDecimal.Parse(value))],
    };

    private WorkerPayload Both(string value, string loss) => Payload(value) with { Forecasts = [KeyValuePair.Create("allo1ku577p9zwdzmg8s8yfr088c3a3ahqy0sjf4hr6", ChainDecimal.Parse(loss))] };
}
