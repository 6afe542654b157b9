using System.Text.Json;

namespace Allora.Chaos.Lies;

/// <summary>The process that tells the cases of one shard, one after the other, and writes a line for each: its death names the case.</summary>
internal static class LieShard
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs every so manieth case from an index on until the time is over.</summary>
    public static async Task<int> RunAsync(LieOptions options, CancellationToken cancellationToken)
    {
        string? unobserved = null;
        TaskScheduler.UnobservedTaskException += (_, failed) => unobserved = failed.Exception.GetBaseException().Message;
        var tempo = LieTempo.Of(options.BlockMs);
        var cases = JsonSerializer.Deserialize<LieCase[]>(await File.ReadAllBytesAsync(options.Cases!, cancellationToken))!;
        var stands = new Dictionary<LieFace, LieStand>();
        for (var i = options.From; i < cases.Length && !cancellationToken.IsCancellationRequested; i += options.Shards)
        {
            Write(new { begins = i, name = cases[i].Name });
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            try
            {
                if (!stands.TryGetValue(cases[i].Face, out var stand))
                    stands[cases[i].Face] = stand = await LieStand.StartAsync(cases[i].Face, tempo, limit.Token);
                var (facts, served) = await stand.TellAsync(cases[i], windows: 1, limit.Token);
                string[] broken = [.. LieInvariants.Broken(facts with { Ended = facts.Ended ?? unobserved })];
                Write(new LieOutcome(i, cases[i].Name, served, broken));
                unobserved = null;
                if (broken.Length == 0)
                    continue;
                // The next case begins with a worker that no lie has reached.
                stands.Remove(cases[i].Face);
                await stand.DisposeAsync();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failed) when (failed is OperationCanceledException or InvalidOperationException)
            {
                stands.Remove(cases[i].Face);
                Write(new LieOutcome(i, cases[i].Name, 1, [$"lives: {failed.Message}"]));
            }
        }

        foreach (var stand in stands.Values)
            await stand.DisposeAsync();
        return 0;
    }

    private static void Write<T>(T line) => Console.WriteLine(JsonSerializer.Serialize(line));
}
