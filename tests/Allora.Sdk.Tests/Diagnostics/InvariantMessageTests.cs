using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Losses;

namespace Allora.Sdk.Tests.Diagnostics;

/// <summary>Messages read the same on every machine: alerts match their texts.</summary>
public class InvariantMessageTests
{
    public static TheoryData<string> Cultures => [.. InCulture.Names];

    [Theory]
    [MemberData(nameof(Cultures))]
    public Task Numbers_in_messages_are_written_the_invariant_way(string culture) => InCulture.RunAsync(culture, () =>
    {
        Assert.Equal("Balance: no answer within 0.5 s", StatusErrors.TimedOut("Balance", TimeSpan.FromSeconds(0.5), new TimeoutException()).Message);
        Assert.StartsWith("the loss -0.5 is negative", Assert.Throws<ArgumentOutOfRangeException>(() => LogLoss.Of(-0.5)).Message, StringComparison.Ordinal);
        return Task.CompletedTask;
    });
}
