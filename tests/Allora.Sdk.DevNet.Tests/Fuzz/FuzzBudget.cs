using System.Globalization;
using CsCheck;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>
/// How long fuzzing takes. ALLORA_FUZZ_SECONDS is the time of each of the seven targets (default 8: about a minute in all, some at a time; 90 is
/// the ten minutes' run); ALLORA_FUZZ_SEED repeats the cases of a run that printed it.
/// </summary>
internal static class FuzzBudget
{
    private const int DefaultSeconds = 8;

    public static int Seconds { get; } = int.TryParse(Environment.GetEnvironmentVariable("ALLORA_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : DefaultSeconds;

    private static string? Seed { get; } = Environment.GetEnvironmentVariable("ALLORA_FUZZ_SEED");

    /// <summary>First the cases that once failed, then new ones until the time is over. A failure names its case, for <see cref="Kept"/>.</summary>
    public static async Task RunAsync(string target, Action<string> print, Func<Random, Task> oneCase)
    {
        foreach (var kept in Kept(target))
            await Named(target, kept, oneCase);
        var cases = 0;
        await Gen.Int.SampleAsync(
            async number =>
            {
                cases++;
                await Named(target, number, oneCase);
            },
            writeLine: line => print($"{target}: {line}"),
            seed: Seed,
            time: Seconds,
            threads: 1,
            print: number => string.Create(CultureInfo.InvariantCulture, $"case {number}"));
        print(string.Create(CultureInfo.InvariantCulture, $"{target}: {cases} cases in {Seconds} s without a crash, a hang or an unhandled exception"));
    }

    private static async Task Named(string target, int number, Func<Random, Task> oneCase)
    {
        try
        {
            await oneCase(new Random(number));
        }
        catch (Exception error) when (error is not FuzzException)
        {
            throw new FuzzException(string.Create(CultureInfo.InvariantCulture, $"{target} case {number}: {error.Message}"), error);
        }
    }

    /// <summary>The numbers of cases that found something, by target, one a line in seeds.txt.</summary>
    private static IEnumerable<int> Kept(string target) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fuzz", "seeds.txt"))
            .Where(line => line.StartsWith(target + " ", StringComparison.Ordinal))
            .Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
}

internal sealed class FuzzException(string message, Exception inner) : Exception(message, inner);
