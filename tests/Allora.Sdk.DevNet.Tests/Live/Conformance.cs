namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>Collects what conforms, and says so at the end.</summary>
internal sealed class Conformance(string genesis, string face)
{
    private readonly List<string> _failures = [];
    private readonly List<string> _leftOut = [];
    private int _conforming;

    public void Compare(CapturedCase captured, int status, string body, params string[] more)
    {
        List<string> differences = [.. captured.Differences(status, body), .. more];
        if (differences.Count == 0)
            _conforming++;
        else
            _failures.Add($"{captured.Name}: {string.Join("; ", differences.Distinct())}");
    }

    public void LeaveOut(CapturedCase captured, string reason) => _leftOut.Add($"{captured.Name} ({reason})");

    public void Finish(int expected)
    {
        var leftOut = _leftOut.Count == 0 ? "none left out" : "left out: " + string.Join(", ", _leftOut);
        Console.Out.WriteLine($"captures rest-and-rpc.json {face} ({genesis}): {_conforming} of {expected} conform, {leftOut}");
        Assert.True(_failures.Count == 0, string.Join("\n", _failures));
        Assert.Equal(expected, _conforming + _leftOut.Count);
    }
}
