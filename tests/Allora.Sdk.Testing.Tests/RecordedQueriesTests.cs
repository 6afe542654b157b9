using System.Reflection;
using Allora.Sdk.Chain;
using Allora.Sdk.Values;

namespace Allora.Sdk.Testing.Tests;

public class RecordedQueriesTests
{
    private const string Address = "allo1address";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_given_in_turn_and_the_last_one_stays()
    {
        var queries = new RecordedQueries()
            .Record(chain => chain.GetBalanceAsync(Address), UAllo.FromAllo("1"), UAllo.FromAllo("2"))
            .Record(chain => chain.GetBalanceAsync("allo1other"), UAllo.Zero);

        Assert.Equal(UAllo.FromAllo("1"), await queries.GetBalanceAsync(Address, Ct));
        Assert.Equal(UAllo.Zero, await queries.GetBalanceAsync("allo1other", Ct));
        Assert.Equal(UAllo.FromAllo("2"), await queries.GetBalanceAsync(Address, Ct));
        Assert.Equal(UAllo.FromAllo("2"), await queries.GetBalanceAsync(Address, Ct));
        Assert.Equal($"GetBalanceAsync({Address})", queries.Calls[^1]);
        Assert.Equal(4, queries.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_was_not_recorded_names_itself()
    {
        var queries = new RecordedQueries().Record(chain => chain.GetBlockHeaderAsync(7), new BlockHeader { Height = 7, Time = default });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => queries.GetBlockHeaderAsync(8, Ct));

        Assert.Contains("GetBlockHeaderAsync(8)", failure.Message, StringComparison.Ordinal);
        Assert.Equal(7, (await queries.GetBlockHeaderAsync(7, Ct)).Height);
        await Assert.ThrowsAsync<InvalidOperationException>(() => queries.GetBlockHeaderAsync(cancellationToken: Ct));
    }

    [Fact]
    public async Task A_failure_comes_after_the_answers()
    {
        var broken = new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, "no node");
        var queries = new RecordedQueries()
            .Record(chain => chain.GetOpenWorkerNoncesAsync(67), [1L])
            .RecordFailure(chain => chain.GetOpenWorkerNoncesAsync(67), broken);

        Assert.Equal([1L], await queries.GetOpenWorkerNoncesAsync(67, Ct));
        Assert.Same(broken, await Assert.ThrowsAsync<AlloraException>(() => queries.GetOpenWorkerNoncesAsync(67, Ct)));
    }

    [Fact]
    public async Task Missing_things_and_cancellation_are_answers_too()
    {
        var queries = new RecordedQueries()
            .Record(chain => chain.GetAccountAsync(Address), default(AccountState))
            .Record(chain => chain.HasSubmittedAsync(67, Address, 5), default(bool?));

        Assert.Null(await queries.GetAccountAsync(Address, Ct));
        Assert.Null(await queries.HasSubmittedAsync(67, Address, 5, Ct));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queries.GetAccountAsync(Address, new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentException>(() => queries.Record(_ => Task.FromResult(1), 1));
        Assert.Throws<ArgumentException>(() => queries.Record(chain => chain.GetChainIdAsync(), []));
    }

    // Every query, by reflection: with other arguments it is another call, and each has a key of its own.
    [Fact]
    public void Every_query_is_kept_apart_by_its_name_and_arguments()
    {
        var queries = new RecordedQueries();
        foreach (var query in typeof(IAlloraQueries).GetMethods())
        {
            query.Invoke(queries, Arguments(query, 1));
            query.Invoke(queries, Arguments(query, 2));
        }

        var without = typeof(IAlloraQueries).GetMethods().Count(query => query.GetParameters().Length == 1);
        Assert.Equal((2 * typeof(IAlloraQueries).GetMethods().Length) - without, queries.Calls.Distinct().Count());
    }

    private static object?[] Arguments(MethodInfo query, int seed) => [.. query.GetParameters().Select(parameter => parameter.ParameterType switch
    {
        var type when type == typeof(ulong) => (object)(ulong)seed,
        var type when type == typeof(long) || type == typeof(long?) => (long)seed,
        var type when type == typeof(string) => $"text{seed}",
        _ => CancellationToken.None,
    })];
}
