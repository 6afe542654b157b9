using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Allora.Architecture.Tests.Metadata;

/// <summary>A built assembly with its portable PDB: types, the source files they lie in, and what their code uses.</summary>
public sealed class BuiltAssembly : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReaderProvider _symbols;
    private readonly SourceFiles _files;

    private BuiltAssembly(string name, string sourceRoot, Stream image, Stream symbols)
    {
        Name = name;
        _image = new PEReader(image);
        _symbols = MetadataReaderProvider.FromPortablePdbStream(symbols);
        Metadata = _image.GetMetadataReader();
        _files = new SourceFiles(Metadata, _symbols.GetMetadataReader(), sourceRoot);
        Uses = [.. new UseReader(_image, Metadata, _files).Read()];
        Literals = [.. new LiteralReader(_image, Metadata, _files).Read()];
        Types = [.. ReadTypes()];
        Calls = new CallReader(_image, Metadata).Read().ToHashSet();
        Members = [.. new MemberReader(Metadata, _files).Read()];
    }

    /// <summary>Gets the assembly's name.</summary>
    public string Name { get; }

    /// <summary>Gets every written type, nested ones included, with the file that it lies in.</summary>
    public IReadOnlyList<SourceType> Types { get; }

    /// <summary>Gets each use of a type by code or by a declaration.</summary>
    public IReadOnlyList<TypeUse> Uses { get; }

    /// <summary>Gets each string literal that code loads.</summary>
    public IReadOnlyList<Literal> Literals { get; }

    /// <summary>Gets the members that each type's code calls.</summary>
    internal IReadOnlySet<Call> Calls { get; }

    /// <summary>Gets the methods and properties of each type, with their files.</summary>
    internal IReadOnlyList<SourceMember> Members { get; }

    internal MetadataReader Metadata { get; }

    /// <summary>Opens an assembly that a project reference copied beside this test.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="project">The project's folder below the repository, such as <c>src/Allora.Sdk</c>.</param>
    /// <returns>The assembly.</returns>
    public static BuiltAssembly Open(string name, string project)
    {
        var file = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        return new BuiltAssembly(name, project + "/", File.OpenRead(file), File.OpenRead(Path.ChangeExtension(file, ".pdb")));
    }

    /// <summary>Reads an assembly from memory.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="sourceRoot">What each source path begins with.</param>
    /// <param name="image">The assembly.</param>
    /// <param name="symbols">Its portable PDB.</param>
    /// <returns>The assembly.</returns>
    public static BuiltAssembly Read(string name, string sourceRoot, Stream image, Stream symbols) => new(name, sourceRoot, image, symbols);

    /// <inheritdoc/>
    public void Dispose()
    {
        _image.Dispose();
        _symbols.Dispose();
    }

    private IEnumerable<SourceType> ReadTypes()
    {
        foreach (var handle in Metadata.TypeDefinitions)
        {
            var files = _files.Of(handle);
            if (files.Count > 0)
            {
                var type = Metadata.GetTypeDefinition(handle);
                yield return new SourceType(TypeNames.FullName(Metadata, handle), TypeNames.Namespace(Metadata, handle), files, !type.GetDeclaringType().IsNil);
            }
        }
    }
}
