from samgak.config.command import main

main()
