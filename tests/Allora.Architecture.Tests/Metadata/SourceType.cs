namespace Allora.Architecture.Tests.Metadata;

/// <summary>A type with the source files that declare it.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Namespace">The namespace of its outermost type.</param>
/// <param name="Files">The files, relative to the project's folder, with forward slashes.</param>
/// <param name="IsNested">Whether another type declares it.</param>
public sealed record SourceType(string Name, string Namespace, IReadOnlyList<string> Files, bool IsNested);

/// <summary>One use of a type.</summary>
/// <param name="File">The file of the user.</param>
/// <param name="Member">The member that uses it.</param>
/// <param name="Target">The full name of the used type.</param>
/// <param name="TargetFiles">The files of the used type or, of a partial type's method, the file of that method; empty for another assembly's.</param>
/// <param name="TargetAssembly">The used type's assembly; empty for the same one.</param>
public sealed record TypeUse(string File, string Member, string Target, IReadOnlyList<string> TargetFiles, string TargetAssembly);

/// <summary>A string literal in code.</summary>
/// <param name="File">The file.</param>
/// <param name="Member">The member.</param>
/// <param name="Text">The text.</param>
public sealed record Literal(string File, string Member, string Text);
