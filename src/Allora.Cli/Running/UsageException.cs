namespace Allora.Cli.Running;

/// <summary>The user asked for something that makes no sense; each problem is a sentence that says what to do.</summary>
internal sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join("; ", problems))
{
    public UsageException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems => problems;
}
