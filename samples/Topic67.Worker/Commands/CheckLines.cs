using Allora.Sdk;

namespace Topic67.Worker.Commands;

/// <summary>The lines of a check: ok, a warning, or FAIL with a fix.</summary>
internal sealed class CheckLines(TextWriter output)
{
    /// <summary>Whether a line was FAIL.</summary>
    public bool HasFailed { get; private set; }

    public void Ok(string what, string how) => Write("ok  ", what, how);

    public void Warn(string what, string how) => Write("warn", what, how);

    public void Fail(string what, string how)
    {
        HasFailed = true;
        Write("FAIL", what, how);
    }

    public void Is(bool isOk, string what, string how)
    {
        if (isOk)
            Ok(what, how);
        else
            Fail(what, how);
    }

    private void Write(string mark, string what, string how) => output.WriteLine(SafeText.OneLine($"{mark} {what}: {how}"));
}
