namespace Allora.Cli.Doctor;

/// <summary>How serious a finding is.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, but look at it.</summary>
    Warning,

    /// <summary>A worker cannot earn like this.</summary>
    Bad,
}

/// <summary>One line of the doctor: what was looked at, what was found, and what to do about it.</summary>
internal sealed record Finding(string What, Verdict Verdict, string Detail, string? Do = null)
{
    public static Finding Ok(string what, string detail) => new(what, Verdict.Ok, detail);

    public static Finding Warning(string what, string detail, string whatToDo) => new(what, Verdict.Warning, detail, whatToDo);

    public static Finding Bad(string what, string detail, string whatToDo) => new(what, Verdict.Bad, detail, whatToDo);
}
