namespace Topic67.Worker.Settings;

/// <summary>The purpose for which settings are read: a command that only reads a state folder needs no wallet.</summary>
internal enum SettingsUse
{
    /// <summary>A worker is started.</summary>
    Run,

    /// <summary>The settings of a worker are checked.</summary>
    Check,

    /// <summary>A state folder or a file is read.</summary>
    Read,
}
