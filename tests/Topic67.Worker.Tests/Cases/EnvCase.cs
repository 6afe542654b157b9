using Topic67.Worker.Settings;

namespace Topic67.Worker.Tests.Cases;

/// <summary>An environment file of the cases, or a sibling of it: the same kind of text in another place or with another value.</summary>
/// <param name="File">The file below tests/data/cases/env, without its ending.</param>
/// <param name="Sibling">The difference from the file, or empty.</param>
/// <param name="Says">Texts of the refusal (exit code 2), or of what was read.</param>
/// <param name="Read">What was read, if the file is accepted; null if it is refused.</param>
internal sealed record EnvCase(string File, string Sibling, string[] Says, Func<WorkerSettings, string>? Read)
{
    private Func<string, string> _change = static text => text;

    /// <summary>Variables of the process, as docker passes them on.</summary>
    public Dictionary<string, string> Process { get; init; } = [];

    public EnvCase With(string sibling, Func<string, string> change, params string[] says) =>
        this with { Sibling = sibling, Says = says.Length > 0 ? says : Says, _change = change };

    public string Change(string text)
    {
        var changed = _change(text);
        Assert.True(Sibling.Length == 0 || changed != text || Process.Count > 0, $"the sibling \"{Sibling}\" of {File} is the same as the file");
        return changed;
    }

    public override string ToString() => Sibling.Length == 0 ? File : $"{File}: {Sibling}";
}
