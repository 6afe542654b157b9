namespace Allora.Cli.Doctor;

/// <summary>How serious a finding is.</summary>
internal enum Verdict
{
    /// <summary>No problem.</summary>
    Ok,

    /// <summary>Nothing to do, but good to know.</summary>
    Note,

    /// <summary>It works, but should be checked.</summary>
    Warning,

    /// <summary>A worker cannot earn in this state.</summary>
    Bad,
}

/// <summary>One line of the doctor: the check, its result, and the remedy.</summary>
internal sealed record Finding(string What, Verdict Verdict, string Detail, string? Do = null)
{
    public static Finding Ok(string what, string detail) => new(what, Verdict.Ok, detail);

    public static Finding Note(string what, string detail, string whatToDo) => new(what, Verdict.Note, detail, whatToDo);

    public static Finding Warning(string what, string detail, string whatToDo) => new(what, Verdict.Warning, detail, whatToDo);

    public static Finding Bad(string what, string detail, string whatToDo) => new(what, Verdict.Bad, detail, whatToDo);
}
